package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

const (
	typeHTML    = "text/html; charset=utf-8"
	typeJSON    = "application/json; charset=utf-8"
	typeProblem = "application/problem+json; charset=utf-8"
)

// tagOf names a content. It is weak, since the same content may go out
// compressed or not.
func tagOf(content []byte) string {
	sum := sha256.Sum256(content)
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// matchesTag reads an If-None-Match header: a list of tags, or "*".
func matchesTag(header, tag string) bool {
	for t := range strings.SplitSeq(header, ",") {
		t = strings.TrimSpace(t)
		if t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") && t != "" {
			return true
		}
	}
	return false
}

// send answers with a body that clients may keep and ask about by its tag.
func send(c echo.Context, mediaType, tag string, body []byte) error {
	h := c.Response().Header()
	if h.Get("Cache-Control") == "" {
		cache(c, cacheAsk)
	}
	h.Set("ETag", tag)
	if matchesTag(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, mediaType, body)
}

// encode writes v as JSON in UTF-8, with nothing escaped that need not be.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func sendJSON(c echo.Context, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	return send(c, typeJSON, tagOf(body), body)
}
