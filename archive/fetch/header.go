package fetch

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// redirect gives the address that an answer sends on to, "" if it does not, and
// whether that is for good.
func redirect(resp *http.Response) (to string, permanent bool) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		permanent = true
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
	default:
		return "", false
	}
	location := resp.Header.Get("Location")
	if location == "" {
		return "", false
	}
	next, err := url.Parse(strings.TrimSpace(location))
	if err != nil {
		return location, permanent // which the caller will refuse
	}
	return resp.Request.URL.ResolveReference(next).String(), permanent
}

// maxWait is the longest time a server may ask to wait; more is a mistake.
const maxWait = 30 * 24 * time.Hour

// retryAfter reads Retry-After: seconds, or the time of day.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	var wait time.Duration
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		wait = time.Duration(min(seconds, int64(maxWait/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now).Round(time.Second)
	}
	return max(0, min(wait, maxWait))
}

// freshFor reads max-age from Cache-Control.
func freshFor(h http.Header) time.Duration {
	for directive := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		if !strings.EqualFold(name, "max-age") {
			continue
		}
		if seconds, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 64); err == nil && seconds > 0 {
			return time.Duration(min(seconds, int64(maxWait/time.Second))) * time.Second
		}
	}
	return 0
}
