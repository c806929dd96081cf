package server

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// change is one paragraph of a comparison, or a run of untouched ones.
type change struct {
	Pieces []piece
	// Same counts the untouched paragraphs that this stands for; then there
	// are no Pieces.
	Same int
}

// piece is a stretch of words that both texts have, or one only.
type piece struct {
	Text string
	// Op is '=', '-' (old text only) or '+' (new text only).
	Op byte
}

// Is tells a template which kind of piece it has.
func (p piece) Is(op string) bool { return op == string(p.Op) }

// compareTexts tells word by word what became of a text: paragraphs are
// paired first, then the words of those that changed.
func compareTexts(before, after string) []change {
	var out []change
	var gone, come []string
	flush := func() {
		if len(gone)+len(come) == 0 {
			return
		}
		out = append(out, compareParagraphs(gone, come)...)
		gone, come = nil, nil
	}
	for _, e := range script(paragraphsOf(before), paragraphsOf(after)) {
		switch e.op {
		case '-':
			gone = append(gone, e.item)
		case '+':
			come = append(come, e.item)
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Same > 0 {
				out[n-1].Same++
			} else {
				out = append(out, change{Same: 1})
			}
		}
	}
	flush()
	return out
}

// compareParagraphs compares changed paragraphs with those that they have
// likely become, in their order; the others are new or gone as a whole.
func compareParagraphs(gone, come []string) []change {
	var out []change
	i, j := 0, 0
	for _, p := range pairUp(gone, come) {
		for ; i < p[0]; i++ {
			out = append(out, change{Pieces: []piece{{gone[i], '-'}}})
		}
		for ; j < p[1]; j++ {
			out = append(out, change{Pieces: []piece{{come[j], '+'}}})
		}
		if i < len(gone) && j < len(come) {
			out = append(out, compareWords(gone[i], come[j]))
		}
		i, j = i+1, j+1
	}
	return out
}

// compareWords gives what is gone before what has come, and takes the white
// space between two changed words into the change.
func compareWords(before, after string) change {
	var c change
	var gone, come, space string
	add := func(text string, op byte) {
		if n := len(c.Pieces); n > 0 && c.Pieces[n-1].Op == op {
			c.Pieces[n-1].Text += text
		} else if text != "" {
			c.Pieces = append(c.Pieces, piece{text, op})
		}
	}
	settle := func() {
		for strings.HasSuffix(gone, " ") && strings.HasSuffix(come, " ") && gone != " " && come != " " {
			gone, come, space = gone[:len(gone)-1], come[:len(come)-1], " "+space
		}
		add(gone, '-')
		add(come, '+')
		add(space, '=')
		gone, come, space = "", "", ""
	}
	for _, e := range script(wordsOf(before), wordsOf(after)) {
		switch {
		case e.op == '-':
			gone, come, space = gone+space+e.item, come+space, ""
		case e.op == '+':
			gone, come, space = gone+space, come+space+e.item, ""
		case gone+come != "" && space == "" && strings.TrimSpace(e.item) == "":
			space = e.item
		default:
			settle()
			add(e.item, '=')
		}
	}
	settle()
	return c
}

func paragraphsOf(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// wordsOf cuts a text into words (a number with its commas is one), white
// space and marks; joined they are the text again.
func wordsOf(text string) []string {
	var out []string
	for len(text) > 0 {
		end := wordEnd(text)
		out = append(out, text[:end])
		text = text[end:]
	}
	return out
}

func wordEnd(text string) int {
	first, end := utf8.DecodeRuneInString(text)
	same := isWord
	if unicode.IsSpace(first) {
		same = unicode.IsSpace
	} else if !isWord(first) {
		return end
	}
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[end+size:])
		if !same(r) && !(isWord(first) && strings.ContainsRune("'’.,", r) && isWord(next)) {
			break
		}
		end += size
	}
	return end
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
