package web

import (
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"crypto/sha256"

	"github.com/labstack/echo/v4"
)

// The assets that pages name.
const (
	styleSheet = "dateline.css"
	script     = "dateline.js"
	icon       = "favicon.svg"
)

// assets are the files sent as they are, under an address that changes with
// their content.
type assets struct {
	byName map[string]asset // by plain name and by name with hash
	href   map[string]string
}

type asset struct {
	mediaType string
	tag       string
	content   []byte
	hashed    bool // asked for by the name with the hash
}

func readAssets(files fs.FS) (*assets, error) {
	a := &assets{byName: map[string]asset{}, href: map[string]string{}}
	for _, name := range []string{styleSheet, script, icon} {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("asset: %w", err)
		}
		sum := sha256.Sum256(content)
		ext := path.Ext(name)
		long := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
		file := asset{mediaType: assetType(ext), tag: tagOf(content), content: content}
		a.byName[name] = file
		file.hashed = true
		a.byName[long] = file
		a.href[name] = "/static/" + long
	}
	return a, nil
}

// assetType does not ask the system's table, which differs between machines.
func assetType(ext string) string {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

func (s *Server) asset(c echo.Context) error {
	return s.sendAsset(c, c.Param("name"))
}

func (s *Server) favicon(c echo.Context) error { return s.sendAsset(c, icon) }

func (s *Server) sendAsset(c echo.Context, name string) error {
	file, ok := s.assets.byName[name]
	if !ok {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	if file.hashed {
		cache(c, cacheForever)
	}
	return send(c, file.mediaType, file.tag, file.content)
}
