package extractor

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed tags/verbs.txt
var verbsText string

// verbForms maps every form of the known verbs to its base. It is made once
// and never changes.
var verbForms = sync.OnceValue(readVerbs)

// lemma gives the base form of a verb form: say for said, says and saying. A
// word that is no form of a known verb is given back as it is.
func lemma(lower string) string {
	if base, ok := verbForms()[lower]; ok {
		return base
	}
	switch lower {
	case "'s", "'re", "'m":
		return "be"
	case "'ve":
		return "have"
	case "'ll", "wo":
		return "will"
	case "ca", "cannot":
		return "can"
	}
	return lower
}

// readVerbs inflects every verb of the list, a verb and its irregular forms a
// line. Where two verbs meet in a form, an irregular one comes first ("saw" is
// of see), then a base form, then the shorter verb's.
func readVerbs() map[string]string {
	lines := strings.Split(strings.TrimSuffix(verbsText, "\n"), "\n")
	of := make(map[string]string, 5*len(lines))
	for _, line := range lines {
		base, irregular, _ := strings.Cut(line, " ")
		for irregular != "" {
			var form string
			form, irregular, _ = strings.Cut(irregular, " ")
			keep(of, form, base)
		}
	}
	for _, line := range lines {
		base, _, _ := strings.Cut(line, " ")
		keep(of, base, base)
	}
	// Verbs that end in e first: hoped is of hope, not of hop.
	for _, silent := range []bool{true, false} {
		for _, line := range lines {
			base, _, _ := strings.Cut(line, " ")
			if strings.HasSuffix(base, "e") == silent {
				inflect(of, base)
			}
		}
	}
	return of
}

// keep notes that form is of base, unless another verb has it.
func keep(of map[string]string, form, base string) {
	if _, taken := of[form]; !taken {
		of[form] = base
	}
}

func inflect(of map[string]string, base string) {
	last, before := base[len(base)-1], base[len(base)-2]
	switch {
	case last == 'e' && before == 'i':
		keep(of, base+"s", base)
		keep(of, base+"d", base)
		keep(of, base[:len(base)-2]+"ying", base)
	case last == 'e':
		keep(of, base+"s", base)
		keep(of, base+"d", base)
		keep(of, base[:len(base)-1]+"ing", base)
		keep(of, base+"ing", base)
	case last == 'y' && !vowel(before):
		keep(of, base[:len(base)-1]+"ies", base)
		keep(of, base[:len(base)-1]+"ied", base)
		keep(of, base+"ing", base)
	case last == 's' || last == 'x' || last == 'z' || last == 'o' || last == 'h' && (before == 's' || before == 'c'):
		keep(of, base+"es", base)
		keep(of, base+"ed", base)
		keep(of, base+"ing", base)
	default:
		keep(of, base+"s", base)
		keep(of, base+"ed", base)
		keep(of, base+"ing", base)
	}
	if doubles(base) {
		keep(of, base+base[len(base)-1:]+"ed", base)
		keep(of, base+base[len(base)-1:]+"ing", base)
	}
}

// doubles tells whether base may double its last letter: one vowel before one
// consonant.
func doubles(base string) bool {
	n := len(base)
	return n > 2 && !vowel(base[n-1]) && !strings.ContainsRune("wxyh", rune(base[n-1])) &&
		vowel(base[n-2]) && (n == 3 || !vowel(base[n-3]) || base[n-3] == 'u')
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
