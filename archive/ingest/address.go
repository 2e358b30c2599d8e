package ingest

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Canonical gives the one form of an article's address, so that the spellings
// under which the same page goes about are recognised as one:
//
//   - scheme and host in lower case, without a default port; http is https
//   - no fragment, unless it is a route of its own ("#!/story/1", "#/story/1")
//   - no parameters that only say how the reader got there (utm_*, fbclid, at_medium, …);
//     the others stay, in their order
//   - no slash at the end
//   - blanks and letters beyond ASCII as percent codes
//
// "www." stays, because some publishers serve something else without it. An
// address without a scheme is taken as https when it starts with a host name.
// Absolute is false for an address that only means something on its own site
// ("/news/55089900").
//
// Canonical gives "" for what cannot be an article's address: an empty or broken
// one, and one that names a whole site, which some data sets repeat in every
// record.
func Canonical(address string) (canonical string, absolute bool) {
	address = strings.TrimSpace(address)
	if u, ok := strings.CutPrefix(address, "//"); ok {
		address = "https://" + u
	} else if startsWithHost(address) {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	if u.Opaque != "" { // urn:…, tag:…
		return strings.ToLower(u.Scheme) + ":" + u.Opaque, true
	}

	scheme := strings.ToLower(u.Scheme)
	if scheme == "http" {
		scheme = "https"
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	rest := path
	if q := escapedQuery(withoutTracking(u.RawQuery)); q != "" {
		rest += "?" + q
	}
	if f := u.EscapedFragment(); strings.HasPrefix(f, "!") || strings.HasPrefix(f, "/") {
		rest += "#" + f
	}
	if rest == "" {
		return "", false
	}
	name := host(u)
	switch {
	case name != "":
		return scheme + "://" + name + rest, true
	case scheme == "" && u.Host == "":
		return rest, false
	}
	return "", false // file:/…, or an https without a host
}

// startsWithHost tells "bbc.co.uk/news/1" from "news/1.html".
func startsWithHost(address string) bool {
	head, _, slash := strings.Cut(address, "/")
	dot := strings.LastIndexByte(head, '.')
	return slash && dot > 0 && dot < len(head)-1 && !strings.ContainsAny(head, ":?#@ ")
}

func host(u *url.URL) string {
	name := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	switch port := u.Port(); port {
	case "", "80", "443":
		if strings.Contains(name, ":") {
			return "[" + name + "]"
		}
		return name
	default:
		if name == "" {
			return ""
		}
		return net.JoinHostPort(name, port)
	}
}

// escapedQuery writes blanks and bytes beyond ASCII as a path has them: a blank at
// the end would be lost on the way.
func escapedQuery(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// withoutTracking keeps the parameters of a raw query that choose what is
// shown, as they were written.
func withoutTracking(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// isTracking knows the parameters that links carry for the publisher's
// statistics. They are listed by name; a pattern would also catch parameters
// that choose the article.
func isTracking(name string) bool {
	for _, prefix := range [...]string{"utm_", "at_", "guce_", "mc_", "ns_", "pk_", "hsa_", "oly_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "igshid", "ttclid",
		"_ga", "_gl", "mkt_tok", "guccounter", "xtor", "wt_mc", "traffic_source",
		"ref", "ref_src", "ref_url", "referrer", "cmp", "cmpid", "ncid", "ocid", "icid", "ito", "smid", "smtyp", "sr_share":
		return true
	}
	return false
}
