package web

import (
	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/index/query"
)

type helpView struct {
	frame
	Table []helpRow
}

// helpRow is one form of the query language.
type helpRow struct {
	Write link // tries an example
	Means string
}

func (s *Server) help(c echo.Context) error {
	v := helpView{frame: s.frameOf("How to search", "/help")}
	v.Canonical = "/help"
	for _, h := range query.Table() {
		try := searchAddress(index.Query{Text: h.Example})
		v.Table = append(v.Table, helpRow{link{h.Write, try}, h.Means})
	}
	return s.sendPage(c, pageHelp, v)
}
