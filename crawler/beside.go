package crawler

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// besideLines are the lines of news pages that are no part of their articles.
//
//go:embed words/beside.txt
var besideLines string

var beside = readBeside(besideLines)

// phrases are lines, and their beginnings and parts.
type phrases struct {
	is, ends map[string]bool
	starts   map[string][]string // by their first word
	over     []string
	has      parts
}

func readBeside(text string) phrases {
	p := phrases{is: map[string]bool{}, ends: map[string]bool{}, starts: map[string][]string{}}
	var has []string
	for line := range strings.Lines(text) {
		how, phrase, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		switch how {
		case "is":
			p.is[phrase] = true
		case "starts":
			first := firstWord(phrase)
			p.starts[first] = append(p.starts[first], phrase)
		case "over":
			p.over = append(p.over, phrase)
		case "ends":
			p.ends[phrase] = true
		case "has":
			has = append(has, phrase)
		}
	}
	p.has = newParts(has)
	return p
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t"); i > 0 {
		return s[:i]
	}
	return s
}

const (
	// linkLine and noticeLine are the most characters of a line that starts as
	// one beside the text does, or has a part of one.
	linkLine, noticeLine = 220, 320
	// labelLine is the most of a line with a name or a date alone.
	labelLine = 70
)

// bare is a line without the signs at its ends.
func bare(line string) string {
	return strings.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// matches tells whether a line is beside the text by its words.
func (p phrases) matches(line string) bool {
	size := utf8.RuneCountInString(line)
	if size > noticeLine {
		return false
	}
	low := strings.ReplaceAll(strings.ToLower(line), "\u00a0", " ")
	if p.is[bare(low)] {
		return true
	}
	if size <= linkLine {
		for _, phrase := range p.starts[firstWord(low)] {
			if strings.HasPrefix(low, phrase) {
				return true
			}
		}
		// In scripts without spaces a line has one word only.
		if r, _ := utf8.DecodeRuneInString(low); r >= 0x2E80 || r == '©' {
			for first, all := range p.starts {
				if strings.HasPrefix(low, first) && strings.HasPrefix(low, all[0]) {
					return true
				}
			}
		}
	}
	return p.has.in(low)
}

// bylines are the forms of a line that only names who wrote.
var bylines = regexp.MustCompile(`^(?i:by|von|par|por|di|da|door|av|af|text|autor|autorin|auteur|author|écrit par|escrito por|redaktion|tekst|autore|автор)\s*:?\s+\p{Lu}[\p{L}.'’-]+(?:(?:\s+|,\s*|\s+(?:and|und|et|y|e|en|och|og|i|и)\s+)(?:de |van |von |del |der |da |di )?\p{Lu}[\p{L}.'’-]*){0,7}$`)

// isLabel tells whether a line at the top or end of a text only names who
// wrote it or when.
func isLabel(line string) bool {
	if utf8.RuneCountInString(line) > labelLine || strings.HasPrefix(line, "—") || endsSentence(line) && !strings.HasSuffix(line, "m.") {
		return false
	}
	if bylines.MatchString(line) {
		return true
	}
	if !strings.ContainsAny(line, "0123456789") || writtenDay(line, true).IsZero() && writtenDay(line, false).IsZero() {
		return false
	}
	// Beside the date there is little more than what it is.
	return len(strings.Fields(line)) <= 10
}

// pictureCredits are the parts of lines that say whose a picture is.
var pictureCredits = newParts([]string{"getty images", "/afp", "afp/", "afp via", "(ap photo", "ap photo/", "shutterstock", "istock", "imago images", "imago/",
	"picture alliance", "picture-alliance", "dpa/", "/dpa", "© dpa", "epa-efe", "/reuters", "reuters/", "unsplash", "pixabay", "adobe stock", "wikimedia commons",
	"(photo by", "image credit", "photo credit", "(foto:", "(foto ", "foto ©", "crédit photo", "bildquelle", "photo courtesy", "courtesy of"})

// credited is how a line ends under a picture.
var credited = regexp.MustCompile(`(?:^|[—–|(.,/\]…"”»-] ?|\p{Ll} )(?:Fotos?|FOTOS?|Photos?|PHOTOS?|Bild(?:er)?|Images?|Pictures?|Credits?|CREDITS?|Crédits?|Créditos?|Kuvat?|Фото|Photograph|Illustration)(?: ?/ ?\p{L}+)? ?: ?[^.!?:]{2,60}\.?$`)

// isPictureCredit tells whether a line only says whose a picture is.
func isPictureCredit(line string) bool {
	size := utf8.RuneCountInString(line)
	if size <= linkLine && strings.Contains(line, ":") && credited.MatchString(line) {
		return true
	}
	return size <= 120 && pictureCredits.inLower(line) && (!endsSentence(line) || strings.HasSuffix(line, ")"))
}

// withoutBeside leaves off the paragraphs that are no part of a text: not more
// than half of it, for then it is of such things.
func withoutBeside(text string) string {
	text = withoutCode(text)
	all := withoutLinks(untilRemarks(strings.Split(text, "\n\n")))
	var kept []string
	size, seen := 0, map[string]bool{}
	for i, p := range all {
		edge := i < 4 || i >= len(all)-3
		if beside.matches(p) || isPictureCredit(p) || isMenuLine(p) || edge && isLabel(p) {
			continue
		}
		if len(p) > longestRefrain && (len(p) > 2*longestRefrain || endsSentence(p)) {
			if seen[p] {
				continue
			}
			seen[p] = true
		}
		kept = append(kept, p)
		size += len(p)
	}
	if 2*size < len(text) {
		return text
	}
	for n := len(kept); n > 1 && strings.HasSuffix(kept[n-1], ":") && len(kept[n-1]) <= linkLine; n-- {
		kept = kept[:n-1] // what it is over is left off
	}
	return strings.Join(kept, "\n\n")
}

// withoutCode leaves off the data and the markup that a page shows by mistake
// or keeps for its scripts, and takes text out of such markup.
func withoutCode(text string) string {
	var kept []string
	for p := range strings.SplitSeq(text, "\n\n") {
		switch {
		case (strings.HasPrefix(p, `{"`) || strings.HasPrefix(p, `[{"`)) && strings.Contains(p, `":`):
		case startsWithTag(p):
			if plain := cleanText(strings.ReplaceAll(untagged(p), "\n", "\n\n")); 4*len(plain) > len(p) {
				kept = append(kept, plain)
			}
		default:
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n")
}

// startsWithTag tells whether a paragraph begins with an element of HTML.
func startsWithTag(p string) bool {
	tag, ok := strings.CutPrefix(p, "<")
	end := strings.IndexAny(tag, " >/")
	return ok && end > 0 && end < 12 && atom.Lookup([]byte(strings.ToLower(tag[:end]))) != 0 && strings.Contains(tag, ">")
}

// longestRefrain is the most bytes of a paragraph that a text may say again.
const longestRefrain = 100

// isMenuLine tells whether a line has no words, or is one of links with strokes
// between them. One of low strokes is a text's own.
func isMenuLine(line string) bool {
	return strings.Count(line, " | ") > 1 && !endsSentence(line) || !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' })
}

// mostLinked is how many lines of links may end a text.
const mostLinked = 40

// withoutLinks leaves off the links to other stories that end a text, under a
// line that says so: lines that are no sentences.
func withoutLinks(all []string) []string {
	for i := len(all) - 1; i > 0 && i >= len(all)-1-mostLinked; i-- {
		p := all[i]
		if utf8.RuneCountInString(p) > linkLine {
			break
		}
		if i < len(all)-2 && len(p) <= labelLine && !endsSentence(p) && linksFollow(p) {
			return all[:i]
		}
		if endsSentence(p) && !strings.HasSuffix(p, "?") {
			break
		}
	}
	return all
}

// linksFollow tells whether a line is over links to other stories.
func linksFollow(line string) bool {
	low := strings.TrimRight(strings.ToLower(line), ":")
	for _, start := range beside.over {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	return low == "related" || low == "read also" || low == "see also"
}

// untilRemarks leaves off what stands under a heading over what readers wrote,
// if there is a text over that.
func untilRemarks(all []string) []string {
	size := 0
	for i, p := range all {
		if size >= shortText/2 && len(p) <= labelLine && beside.ends[bare(strings.ToLower(p))] {
			return all[:i]
		}
		size += len(p)
	}
	return all
}
