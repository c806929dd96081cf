package extractor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// said is one word of a statement.
type said struct {
	stem string
	// root is what words that stand for each other have in common.
	root string
	// number is the value of a number; ordinal tells third from three, bound is
	// above zero for "more than" and below for "less than", hedged is true of
	// one that is said to be about right.
	number            float64
	at                int32 // the word's place among all
	sort              wordSort
	bound             int8
	isNumber, ordinal bool
	// spelled is true of a number that is written out in words.
	spelled bool
	hedged  bool
	// date is w for a day of the week, m for a month or its day; month is true
	// of a month without a day.
	date  byte
	month bool
	// not is true of a word that is negated, ought of what should have been.
	not, ought bool
	// name is true of a word that is written as a name within a sentence, first
	// of one with which a sentence begins.
	name    bool
	first   bool
	quoted  bool
	bracket bool
	// opens is true of the first word of a quotation.
	opens bool
	// stop is the strongest mark before the word: 0, a comma or a full stop.
	stop byte
	// gap is true where something is left out before the word, and says so.
	gap bool
	// turned is true of grammar that a report has otherwise than a quotation.
	turned bool
	// apart is true of a word that can't be left out.
	apart bool
	// going is true of the "going" of "going to".
	going bool
}

// telling tells whether a word says something by itself.
func (t *said) telling() bool { return t.sort == 0 && t.date == 0 && !t.bracket }

// spoken tells whether a word is the same in a quotation and a report of it.
func (t *said) spoken() bool {
	return !t.turned && t.sort&(selfWord|hedgeWord) == 0 && !t.bracket
}

// sayer cuts a statement's words.
type sayer struct {
	text            string
	out             []said
	quoted, bracket bool
	opens           bool
	open            rune // the quotation mark that is open
	stop            byte
	gap             bool
}

// mostSaid is how many words of a statement are compared, for what is compared
// is compared with each of the other's.
const mostSaid = 500

// saidWords cuts the words of a statement. quoted is true where all of them
// are a quotation; else their own marks tell.
func saidWords(words string, quoted bool, speaker Party) []said {
	s := sayer{text: foldMarks(words), quoted: quoted, stop: '.'}
	s.out = make([]said, 0, len(words)/5+1)
	for at := 0; at < len(s.text) && len(s.out) < mostSaid; {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if wordRune(r) {
			end := s.wordEnd(at)
			s.word(s.text[at:end])
			at = end
			continue
		}
		s.mark(r, at, quoted)
		at += size
	}
	settleNumbers(&s.out)
	settleSorts(s.out, speaker)
	return s.out
}

// foldMarks writes accents, apostrophes and other marks in one way.
func foldMarks(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			// NFKD would make three points of an ellipsis, which is made again below.
			text = strings.Map(foldRune, norm.NFKD.String(text))
			break
		}
	}
	if !strings.Contains(text, "..") && !strings.Contains(text, ". .") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "...", "…"), ". . .", "…")
}

func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case unicode.Is(unicode.Mn, r):
		return -1
	case r == '’' || r == 'ʼ' || r == '＇':
		return '\''
	case r == '«' || r == '»' || r == '„':
		return '"'
	case unicode.Is(unicode.Pd, r):
		return '-'
	}
	return r
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordEnd gives where the word that begins at start ends: apostrophes within
// it belong to it, points and commas to a number, and a bracket around its
// first letters.
func (s *sayer) wordEnd(start int) int {
	at := start
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if !wordRune(r) && !(strings.ContainsRune("',.", r) && s.joins(r, at, size)) {
			break
		}
		at += size
	}
	return at
}

func (s *sayer) joins(r rune, at, size int) bool {
	next, _ := utf8.DecodeRuneInString(s.text[at+size:])
	if r == '\'' {
		return unicode.IsLetter(next)
	}
	return unicode.IsDigit(next) && at > 0 && s.text[at-1] >= '0' && s.text[at-1] <= '9'
}

// mark reads what stands between words.
func (s *sayer) mark(r rune, at int, all bool) {
	switch r {
	case '…':
		s.gap, s.stop = true, max(s.stop, ',')
	case '[', '(':
		s.bracket = r == '[' || strings.IndexByte(s.text[at:], ')') < longestAside
	case ']', ')':
		s.bracket = false
	case ',', ';', ':', '-':
		if r == '-' && at > 0 && at+1 < len(s.text) && s.text[at-1] != ' ' && s.text[at+1] != ' ' {
			return
		}
		s.stop = max(s.stop, ',')
		if r == ';' {
			s.stop = '.'
		}
	case '.', '?', '!', '\n':
		s.stop = '.'
	case '%':
		s.word("percent")
	case '“', '‘', '"', '”', '\'':
		if !all {
			s.quotation(r, at)
		}
	}
}

// longestAside is how many bytes an aside in round brackets has at most that
// stands for square ones.
const longestAside = 30

func (s *sayer) quotation(r rune, at int) {
	switch {
	case r == '“' || r == '‘':
		s.quoted, s.open, s.opens = true, r, true
	case r == '"':
		s.quoted, s.open, s.opens = !s.quoted, r, true
	case r == '”':
		s.quoted = false
	case s.quoted && s.open == '‘' && (at+1 >= len(s.text) || !unicode.IsLetter(rune(s.text[at+1]))):
		s.quoted = false
	}
}

// word adds a word as it is written, its contractions apart.
func (s *sayer) word(text string) {
	first, _ := utf8.DecodeRuneInString(text)
	lower := strings.ToLower(text)
	t := said{going: lower == "going", name: unicode.IsUpper(first) && s.stop != '.', first: unicode.IsUpper(first) && s.stop == '.', quoted: s.quoted, opens: s.quoted && s.opens,
		bracket: s.bracket, stop: s.stop, gap: s.gap}
	// A letter in brackets belongs to the word: "[w]e", "[T]he".
	if n := len(s.out); n > 0 && s.stop == 0 && !s.bracket && s.out[n-1].bracket && utf8.RuneCountInString(s.out[n-1].stem) == 1 && s.out[n-1].stem != "a" && s.out[n-1].stem != "i" {
		lower = s.out[n-1].stem + lower
		t.stop, t.gap = s.out[n-1].stop, s.out[n-1].gap
		s.out = s.out[:n-1]
	}
	if lower == "but" {
		t.stop = max(t.stop, ',')
	}
	s.stop, s.gap, s.opens = 0, false, false
	base, tail, ok := strings.Cut(lower, "'")
	switch {
	case lower == "cannot":
		s.add(t, "can")
		s.add(said{quoted: t.quoted, bracket: t.bracket}, "not")
	case !ok:
		s.add(t, lower)
	case strings.HasSuffix(lower, "n't"):
		base = strings.TrimSuffix(lower, "n't")
		switch base {
		case "ca":
			base = "can"
		case "wo":
			base = "will"
		case "sha":
			base = "shall"
		}
		s.add(t, base)
		s.add(said{quoted: t.quoted, bracket: t.bracket}, "not")
	case tail == "s" && sayingWords().sorts[base]&(selfWord|littleWord) == 0 || tail == "":
		s.add(t, base)
	case tail == "s" || tail == "re" || tail == "m":
		s.add(t, base)
		s.add(said{quoted: t.quoted, bracket: t.bracket}, "be")
	case tail == "ve" || tail == "d":
		s.add(t, base)
		s.add(said{quoted: t.quoted, bracket: t.bracket}, "have")
	case tail == "ll":
		s.add(t, base)
		s.add(said{quoted: t.quoted, bracket: t.bracket}, "will")
	default:
		s.add(t, base+tail)
	}
}

func (s *sayer) add(t said, lower string) {
	if lower == "" || lower == "sic" && t.bracket {
		return
	}
	if c := lower[0]; c >= '0' && c <= '9' {
		t.readNumber(lower)
	} else {
		t.stem = stem(lower)
		t.root = t.stem
		if f, ok := sayingWords().facts[t.stem]; ok {
			t.stem, t.root, t.sort = f.stem, f.root, f.sort
		}
		if t.readDate(lower); t.date == 'm' {
			t.root = t.stem
		}
	}
	s.out = append(s.out, t)
}
