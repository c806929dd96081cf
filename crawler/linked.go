package crawler

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// linkedArticle is what a page's JSON-LD says of an article.
type linkedArticle struct {
	headline, body, url, image string
	published, modified        string
	authors                    []string
	publisher                  string
	// closed is true when it is declared not to be free to read.
	closed bool
	// paged is true for what is only said of the page around the article.
	paged bool
}

const (
	linkedDepth = 5
	// linkedMost is how many articles of one page are looked at.
	linkedMost = 20
)

// linkedArticles reads the articles out of one JSON-LD script, which may hold
// one thing, a list, or a graph.
func linkedArticles(text string) []linkedArticle {
	var data any
	if json.Unmarshal([]byte(text), &data) != nil && json.Unmarshal([]byte(mended(text)), &data) != nil {
		return nil
	}
	var all []linkedArticle
	collectLinked(data, 0, &all)
	return all
}

// mended makes JSON of what is nearly so: in a comment or CDATA section, with
// raw control characters, with a comma too many.
func mended(text string) string {
	text = strings.NewReplacer("<![CDATA[", "", "]]>", "", "<!--", "", "-->", "").Replace(text)
	start, end := strings.IndexAny(text, "{["), strings.LastIndexAny(text, "}]")
	if start < 0 || end < start {
		return ""
	}
	out := make([]byte, 0, end-start+1)
	quoted, escaped := false, false
	for _, c := range []byte(text[start : end+1]) {
		switch {
		case escaped:
			escaped = false
		case c == '\\' && quoted:
			escaped = true
		case c == '"':
			quoted = !quoted
		case c < ' ' && quoted:
			c = ' '
		case (c == '}' || c == ']') && !quoted:
			if kept := bytes.TrimRight(out, " \t\r\n"); bytes.HasSuffix(kept, []byte(",")) {
				out = kept[:len(kept)-1]
			}
		}
		out = append(out, c)
	}
	return string(out)
}

func collectLinked(data any, depth int, all *[]linkedArticle) {
	if depth > linkedDepth || len(*all) >= linkedMost {
		return
	}
	switch v := data.(type) {
	case []any:
		for _, one := range v {
			collectLinked(one, depth+1, all)
		}
	case map[string]any:
		article, page := linkedKind(v["@type"])
		if article || page {
			*all = append(*all, readLinked(v, page))
		}
		for _, in := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if _, named := v[in].(string); !named {
				collectLinked(v[in], depth+1, all)
			}
		}
	}
}

// linkedKind tells whether a type is an article's, or that of a page.
func linkedKind(kind any) (article, page bool) {
	switch v := kind.(type) {
	case string:
		v = strings.TrimPrefix(strings.TrimPrefix(v, "http://schema.org/"), "https://schema.org/")
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report", strings.HasSuffix(v, "WebPage")
	case []any:
		for _, one := range v {
			if _, named := one.(string); named {
				a, p := linkedKind(one)
				article, page = article || a, page || p
			}
		}
	}
	return article, page && !article
}

func readLinked(v map[string]any, page bool) linkedArticle {
	l := linkedArticle{
		headline: linkedLine(v["headline"]), url: linkedLine(v["url"]), image: linkedAddress(v["image"]),
		published: linkedLine(v["datePublished"]), modified: linkedLine(v["dateModified"]), paged: page,
	}
	if l.headline == "" && !page {
		l.headline = linkedLine(v["name"])
	}
	if l.published == "" {
		l.published = linkedLine(v["dateCreated"])
	}
	l.body, _ = v["articleBody"].(string)
	l.authors = linkedNames(v["author"])
	if names := linkedNames(v["publisher"]); len(names) > 0 {
		l.publisher = names[0]
	}
	switch free := v["isAccessibleForFree"].(type) {
	case bool:
		l.closed = !free
	case string:
		l.closed = strings.EqualFold(free, "false")
	}
	return l
}

// linkedLine gives a text, or the first of several, without its markup.
func linkedLine(data any) string {
	switch v := data.(type) {
	case string:
		return plainTitle(v)
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return plainTitle(s)
			}
		}
	}
	return ""
}

// linkedAddress gives an address that is written as such, as a thing with
// one, or as the first of a list.
func linkedAddress(data any) string {
	switch v := data.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		if len(v) > 0 {
			if _, list := v[0].([]any); !list {
				return linkedAddress(v[0])
			}
		}
	case map[string]any:
		if s, ok := v["url"].(string); ok {
			return strings.TrimSpace(s)
		}
		s, _ := v["contentUrl"].(string)
		return strings.TrimSpace(s)
	}
	return ""
}

// linkedNames gives the names of people or organisations.
func linkedNames(data any) []string {
	switch v := data.(type) {
	case string:
		if name := plainTitle(v); name != "" && !strings.Contains(name, "://") {
			return []string{name}
		}
	case map[string]any:
		if name := linkedLine(v["name"]); name != "" && !strings.Contains(name, "://") && utf8.RuneCountInString(name) < 120 {
			return []string{name}
		}
	case []any:
		var all []string
		for _, one := range v {
			if _, list := one.([]any); !list && len(all) < 20 {
				all = append(all, linkedNames(one)...)
			}
		}
		return all
	}
	return nil
}

// isLinkedData tells whether an element is a JSON-LD script.
func isLinkedData(n *html.Node) bool {
	kind, _, _ := strings.Cut(attr(n, "type"), ";")
	return n.Data == "script" && strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") && n.FirstChild != nil
}
