package web

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dateline/archive"
)

// article is the page of one article.
func (s *Server) article(c echo.Context) error {
	id, err := articleID(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	current, err := s.store.Article(ctx, id)
	if err != nil {
		return fmt.Errorf("article %d: %w", id, err)
	}
	if current.ID != id { // ids redirect after a merge
		return c.Redirect(http.StatusMovedPermanently, articlePath(current.ID))
	}
	if current.Status != archive.Usable {
		why, err := s.whyHidden(ctx, current)
		if err != nil {
			return err
		}
		return s.sendPageAs(c, http.StatusGone, pageArticle, s.withdrawnView(why))
	}
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return fmt.Errorf("revisions of article %d: %w", id, err)
	}
	shown, err := versionAsked(c, current, revisions)
	if err != nil {
		return err
	}
	q, _ := readPage(c)
	v, err := s.articleView(ctx, current, shown, revisions, q)
	if err != nil {
		return err
	}
	return s.sendPage(c, pageArticle, v)
}

func articleID(c echo.Context) (int64, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, &fault{status: http.StatusNotFound, detail: "An article's address ends in its number, such as /articles/41.", cause: err}
	}
	return id, nil
}

// versionAsked is the version that ?version= names, or the current one.
func versionAsked(c echo.Context, current *archive.Article, revisions []archive.Revision) (*archive.Article, error) {
	asked := c.QueryParam("version")
	if asked == "" || asked == strconv.Itoa(current.Version) {
		return current, nil
	}
	if r := revisionNamed(asked, revisions); r != nil {
		return &r.Article, nil
	}
	return nil, &fault{status: http.StatusNotFound, detail: "This article has no version of that number. It has versions 1 to " + strconv.Itoa(current.Version) + "."}
}

func revisionNamed(version string, revisions []archive.Revision) *archive.Revision {
	for i := range revisions {
		if strconv.Itoa(revisions[i].Version) == version {
			return &revisions[i]
		}
	}
	return nil
}

// withRevisions is the article of the address, if readers may see it, with all
// its versions.
func (s *Server) withRevisions(c echo.Context) (*archive.Article, []archive.Revision, error) {
	id, err := articleID(c)
	if err != nil {
		return nil, nil, err
	}
	ctx := c.Request().Context()
	a, err := s.usable(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	revisions, err := s.store.Revisions(ctx, id)
	if err != nil {
		return nil, nil, fmt.Errorf("revisions of article %d: %w", id, err)
	}
	return a, revisions, nil
}

// original sends the bytes as they were received, to be saved and never shown: as
// a page of this site they could do anything.
func (s *Server) original(c echo.Context) error {
	a, revisions, err := s.withRevisions(c)
	if err != nil {
		return err
	}
	version := c.QueryParam("version")
	if version == "" {
		version = strconv.Itoa(a.Version)
	}
	r := revisionNamed(version, revisions)
	if r == nil || r.Original == "" {
		return &fault{status: http.StatusNotFound, detail: "No original is kept for this version of the article."}
	}
	content, _, err := s.store.Original(c.Request().Context(), r.Original)
	if err != nil {
		return fmt.Errorf("original of article %d: %w", a.ID, err)
	}
	name := fmt.Sprintf("dateline-%d-%d.txt", a.ID, r.Version)
	c.Response().Header().Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return send(c, "text/plain", `"`+r.Original+`"`, content)
}

// usable reads an article that readers may see.
func (s *Server) usable(ctx context.Context, id int64) (*archive.Article, error) {
	a, err := s.store.Article(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("article %d: %w", id, err)
	}
	if a.Status != archive.Usable {
		why, err := s.whyHidden(ctx, a)
		if err != nil {
			return nil, err
		}
		return nil, &fault{status: http.StatusGone, detail: why}
	}
	return a, nil
}
