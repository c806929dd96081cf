package crawler

import (
	_ "embed"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"onrecord/extractor"
)

// The reasons for a page to be no article, beside "status N" and the limits.
const (
	NotHTML = "not HTML"
	NoText  = "no text"
	Paywall = "paywall"
	BotWall = "bot wall"
	Login   = "login"
	Consent = "consent page"
	Soft404 = "soft 404"
	Shell   = "needs JavaScript"
)

// wallWords are what pages say that stand in the way of an article.
//
//go:embed words/walls.txt
var wallWords string

var walls = readWalls(wallWords)

// wallSigns are the headings and marks of walls, by their kind.
type wallSigns struct {
	heads map[string]string
	marks map[string][]string
}

func readWalls(text string) wallSigns {
	w := wallSigns{heads: map[string]string{}, marks: map[string][]string{}}
	reasons := map[string]string{"bot": BotWall, "gone": Soft404, "login": Login, "consent": Consent}
	for line := range strings.Lines(text) {
		how, sign, ok := strings.Cut(strings.TrimSpace(line), "\t")
		kind, where, _ := strings.Cut(how, " ")
		if reason := reasons[kind]; ok && reason != "" && where == "head" {
			w.heads[trimSigns(sign)] = reason
		} else if ok && reason != "" {
			w.marks[reason] = append(w.marks[reason], sign)
		}
	}
	return w
}

func trimSigns(s string) string {
	return strings.TrimFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

const (
	// wallText is the most characters of text that a wall has, and shellText
	// that a page has which is only made by its scripts.
	wallText, shellText = 1500, 200
)

// whyNot tells why a page of which this was read is no article; empty when it
// is one. asks is true when it had a form for a password.
func (h *head) whyNot(doc *html.Node, page []byte, a extractor.Article, asks bool) string {
	size := utf8.RuneCountInString(a.Text)
	if reason := h.wall(doc, page, a, asks); reason != "" {
		return reason
	}
	switch {
	case size < stubLength && h.stub():
		return Paywall
	case size == 0:
		return NoText
	}
	return ""
}

// wall tells which wall a page is. One that says of itself that it is an
// article is believed, if there is a text that can be one.
func (h *head) wall(doc *html.Node, page []byte, a extractor.Article, asks bool) string {
	size := utf8.RuneCountInString(a.Text)
	if size > wallText || h.isArticle() && size > shellText {
		return ""
	}
	told := hasParagraph(a.Text)
	if reason := h.walledBy(doc, a.Title); reason != "" && !(h.isArticle() && told) {
		return reason
	}
	if told || size > 600 {
		return ""
	}
	low := strings.ToLower(string(page))
	if !h.isArticle() {
		for _, reason := range []string{BotWall, Consent} {
			if containsAny(low, walls.marks[reason]) && size < 300 {
				return reason
			}
		}
	}
	switch {
	case asks && size < 300 && !h.isArticle():
		return Login
	case size < shellText && isShell(doc, low):
		return Shell
	}
	return ""
}

// isArticle tells whether a page says of itself that it is an article.
func (h *head) isArticle() bool {
	for _, l := range h.linked {
		if !l.paged {
			return true
		}
	}
	return h.published[0] != ""
}

// hasParagraph tells whether a text has a paragraph as an article does.
func hasParagraph(text string) bool {
	for p := range strings.SplitSeq(text, "\n\n") {
		if utf8.RuneCountInString(p) > 80 && endsSentence(p) {
			return true
		}
	}
	return false
}

// walledBy tells which wall a page's title or first heading is that of.
func (h *head) walledBy(doc *html.Node, title string) string {
	candidates := []string{title, h.titles["title"], h.withoutSite(h.titles["title"])}
	for _, sign := range signs {
		if first, _, ok := strings.Cut(h.titles["title"], sign); ok {
			candidates = append(candidates, first)
		}
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "h1" || n.Data == "h2") {
			candidates = append(candidates, oneLine(textOf(n)))
			break
		}
	}
	for _, c := range candidates {
		if reason := walls.heads[trimSigns(c)]; reason != "" {
			return reason
		}
	}
	return ""
}

// asksPassword tells whether a page has a form for a name and password in its
// middle.
func asksPassword(doc *html.Node) bool {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "input" && strings.EqualFold(attr(n, "type"), "password") && !inFrame(n) && attr(n, "aria-hidden") == "" {
			return true
		}
	}
	return false
}

// isShell tells whether a page without a text is to be made by its scripts.
func isShell(doc *html.Node, page string) bool {
	scripts, root, asks := false, false, false
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			scripts = scripts || attr(n, "src") != "" || strings.EqualFold(attr(n, "type"), "module")
		case "noscript":
			low := strings.ToLower(textOf(n))
			asks = asks || strings.Contains(low, "javascript")
		case "app-root":
			root = true
		case "div":
			switch attr(n, "id") {
			case "root", "app", "__next", "__nuxt", "___gatsby", "svelte", "react-root", "main-app", "ember-app":
				root = true
			}
		}
	}
	return scripts && (root || asks) || asks && strings.Contains(page, "enable javascript")
}

// unanswered tells why an answer of this status has no article.
func unanswered(status int, header http.Header, body []byte) string {
	low := strings.ToLower(string(body[:min(len(body), 100_000)]))
	switch {
	case header.Get("Cf-Mitigated") != "" || header.Get("X-Amzn-Waf-Action") != "" || header.Get("X-Datadome") != "" && status != http.StatusNotFound:
		return BotWall
	case status == http.StatusUnauthorized:
		return Login
	case status == http.StatusPaymentRequired:
		return Paywall
	}
	switch status {
	case http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusTooManyRequests, http.StatusServiceUnavailable, http.StatusAccepted:
		server := strings.ToLower(header.Get("Server"))
		if containsAny(low, walls.marks[BotWall]) || status == http.StatusForbidden && (strings.Contains(server, "akamaighost") || strings.Contains(server, "datadome") || strings.Contains(server, "cloudflare")) {
			return BotWall
		}
	}
	return "status " + strconv.Itoa(status)
}

// elsewhere tells why an answer that came from elsewhere than it was asked for
// is no article: the front page for one that is gone, or a page that wants
// something first.
func elsewhere(asked, final *url.URL) string {
	if asked == nil || final == nil || asked.Path == final.Path {
		return ""
	}
	host, path := strings.ToLower(final.Hostname()), strings.ToLower(final.Path)
	switch {
	case strings.HasPrefix(host, "consent.") || strings.HasPrefix(path, "/consent"):
		return Consent
	case isFront(final.Path) && !isFront(asked.Path) && final.RawQuery == "":
		return Soft404
	}
	for _, p := range []string{"/login", "/signin", "/sign-in", "/log-in", "/anmelden", "/connexion", "/sso/", "/auth/"} {
		if strings.HasPrefix(path, p) && !strings.HasPrefix(strings.ToLower(asked.Path), p) {
			return Login
		}
	}
	for _, p := range []string{"/404", "/not-found", "/notfound", "/error/404", "/page-not-found"} {
		if strings.HasPrefix(path, p) {
			return Soft404
		}
	}
	return ""
}

func isFront(path string) bool {
	return path == "" || path == "/" || path == "/index.html" || path == "/home"
}
