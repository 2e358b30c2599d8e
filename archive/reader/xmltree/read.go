package xmltree

import (
	"context"
	"fmt"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/format"
)

// Maker makes articles of an element, or says why there are none.
type Maker func(root *Node) ([]archive.Article, error)

// One is the Maker of an element that is one article.
func One(make func(root *Node) (archive.Article, error)) Maker {
	return func(root *Node) ([]archive.Article, error) {
		a, err := make(root)
		if err != nil {
			return nil, err
		}
		return []archive.Article{a}, nil
	}
}

// None is the Maker of an element that is no article; what says what it is.
func None(what string) Maker {
	return func(*Node) ([]archive.Article, error) {
		return nil, fmt.Errorf("is %s; no article is in it", what)
	}
}

// Sniff says that an input begins with an element of one of these local names,
// whatever its prefix; names are in lower case.
func Sniff(head []byte, names ...string) bool {
	root := format.RootOf(head)
	root = root[strings.IndexByte(root, ':')+1:]
	for _, name := range names {
		if root == name {
			return true
		}
	}
	return false
}

// Read reads an input whose articles are elements: makers tells by local name
// what makes an article of each. An input without any is rejected as one that
// holds no such document.
func Read(ctx context.Context, in format.Input, document string, makers map[string]Maker, yield format.Yield) error {
	raw, err := format.All(in)
	if err != nil {
		return err
	}
	found := false
	wanted := func(name string) bool { return makers[name] != nil }
	err = Decode(raw).Each(wanted, func(item Item) error {
		found = true
		if err := ctx.Err(); err != nil {
			return err
		}
		rec := format.Record{Line: item.Line, Original: item.Original, MediaType: "application/xml", Problem: item.err}
		var articles []archive.Article
		if rec.Problem == nil {
			articles, rec.Problem = makers[item.Root.Name](item.Root)
		}
		if rec.Problem != nil {
			return yield(rec)
		}
		for _, rec.Article = range articles {
			if err := yield(rec); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || found {
		return err
	}
	return yield(format.Record{
		Line: 1, Original: raw, MediaType: "application/xml",
		Problem: fmt.Errorf("holds no %s; nothing in it is an article", document),
	})
}
