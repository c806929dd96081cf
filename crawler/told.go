package crawler

import (
	"strings"
)

// toldBody gives the text that a page's JSON-LD has of its article, in
// paragraphs; empty when it has none.
func (h *head) toldBody() string {
	best := ""
	for _, l := range h.linked {
		if len(l.body) > len(best) {
			best = l.body
		}
	}
	if strings.ContainsRune(best, '<') || strings.ContainsRune(best, '&') {
		best = untagged(best)
	}
	return cleanText(strings.ReplaceAll(best, "\n", "\n\n"))
}

// untagged is HTML without its tags; the blocks become lines.
func untagged(s string) string {
	for _, tag := range []string{"</p>", "<br>", "<br/>", "<br />", "</div>", "</li>", "</h2>", "</h3>"} {
		s = strings.ReplaceAll(s, tag, "\n"+tag)
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = plainTitle(line)
	}
	return strings.Join(lines, "\n")
}

// fuller chooses between a text as found on a page and as told in its JSON-LD:
// the latter when it goes on where the former ends, or has what is missing.
func fuller(found, told string) string {
	if len(told) < 500 || 10*len(told) < 13*len(found) {
		return found
	}
	return told
}

// toldOnly leaves off the paragraphs of a text that the page's JSON-LD doesn't
// have in it, when it does have the text, to its end.
func toldOnly(text, told string) string {
	if 10*len(told) < 7*len(text) {
		return text
	}
	grams := threes(told)
	all := strings.Split(text, "\n\n")
	var kept []string
	size, last := 0, 0
	for i, p := range all {
		if len(p) > 200 {
			last = i
		}
		// What stands before it may be the text's own lead.
		if shareIn(p, grams) >= 0.5 || len(kept) == 0 && len(p) > 80 && endsSentence(p) {
			kept = append(kept, p)
			size += len(p)
		}
	}
	if 10*size < 7*len(text) || shareIn(all[last], grams) < 0.5 {
		return text
	}
	return strings.Join(kept, "\n\n")
}

// threes are the runs of three words of a text.
func threes(text string) map[[3]string]bool {
	words := titleWords(text)
	all := make(map[[3]string]bool, len(words))
	for i := 0; i+3 <= len(words); i++ {
		all[[3]string{words[i], words[i+1], words[i+2]}] = true
	}
	return all
}

// shareIn is how much of a paragraph is in a text: all of it when it is too
// short to tell.
func shareIn(p string, grams map[[3]string]bool) float64 {
	words := titleWords(p)
	if len(words) < 3 {
		return 1
	}
	in := 0
	for i := 0; i+3 <= len(words); i++ {
		if grams[[3]string{words[i], words[i+1], words[i+2]}] {
			in++
		}
	}
	return float64(in) / float64(len(words)-2)
}
