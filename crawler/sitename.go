package crawler

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isSite tells whether a title is only the outlet's name or its host's.
func (h *head) isSite(title string) bool {
	return isSiteName(title, h.outlet) || isSiteName(title, hostOutlet(h.address))
}

func isSiteName(title, site string) bool {
	t, s := strings.Join(titleWords(title), ""), strings.Join(titleWords(site), "")
	if t == "" || s == "" {
		return false
	}
	return t == s || strings.Contains(site, ".") && len(t) >= 4 && strings.HasPrefix(s, t)
}

// signs part a title from the outlet's name.
var signs = []string{" | ", " - ", " – ", " — ", " » ", " › ", " · ", " • ", " ⋆ ", " :: ", " / ", " │ ", "|"}

// withoutSite cuts the outlet's name off either end of a title.
func (h *head) withoutSite(title string) string {
	title = withoutOutlet(title, h.outlet)
	for _, sign := range signs {
		if i := strings.LastIndex(title, sign); i > 0 {
			if rest := title[i+len(sign):]; h.isSite(rest) || strings.HasPrefix(sign, " ") && sign == " | " && len(titleWords(title[:i])) > 3 && len(titleWords(rest)) <= 3 {
				return strings.TrimSpace(title[:i])
			}
		}
		if first, rest, ok := strings.Cut(title, sign); ok && h.isSite(first) {
			return strings.TrimSpace(rest)
		}
	}
	return withoutEastern(title)
}

// withoutEastern cuts a short name off the end of a title in a script that
// parts it by no spaces from the outlet's.
func withoutEastern(title string) string {
	const longestName = 8
	i := strings.LastIndexAny(title, "-_—|丨")
	if i <= 0 {
		return title
	}
	_, size := utf8.DecodeRuneInString(title[i:])
	name := title[i+size:]
	eastern := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	}
	if r, _ := utf8.DecodeRuneInString(name); !eastern(r) || utf8.RuneCountInString(name) > longestName || !eastern(lastRune(strings.TrimRight(title[:i], "！？。!?)）”』」】"))) {
		return title
	}
	return title[:i]
}

// withoutOutlet cuts the outlet's name off the end of a title.
func withoutOutlet(title, outlet string) string {
	rest, ok := strings.CutSuffix(title, outlet)
	if !ok || outlet == "" {
		return title
	}
	cut := strings.TrimRight(rest, " -–—|·•:")
	if cut == "" || cut == strings.TrimRight(rest, " ") {
		return title
	}
	return cut
}
