package extractor

import "strings"

// wordForm is what a form of a verb may be, as a set.
type wordForm uint8

const (
	baseForm wordForm = 1 << iota
	thirdForm
	pastForm
	participleForm
	gerundForm
)

// inflections gives the forms of a verb; irregular holds past and participle
// of those that don't follow the rules.
func inflections(lemma string, irregular map[string][]string) map[string]wordForm {
	out := map[string]wordForm{lemma: baseForm, third(lemma): thirdForm}
	for _, g := range withSuffix(lemma, "ing") {
		out[g] |= gerundForm
	}
	if forms, ok := irregular[lemma]; ok {
		out[forms[0]] |= pastForm
		out[forms[1]] |= participleForm
		for _, f := range forms[2:] {
			out[f] |= thirdForm
		}
		return out
	}
	for _, p := range withSuffix(lemma, "ed") {
		out[p] |= pastForm | participleForm
	}
	return out
}

func third(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "y") && !vowelAt(lemma, len(lemma)-2):
		return lemma[:len(lemma)-1] + "ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "z"),
		strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "o"):
		return lemma + "es"
	}
	return lemma + "s"
}

// withSuffix joins ed or ing to a verb. Where spelling may or may not double
// the last consonant, it gives both.
func withSuffix(lemma, suffix string) []string {
	n := len(lemma)
	switch {
	case strings.HasSuffix(lemma, "ie") && suffix == "ing":
		return []string{lemma[:n-2] + "ying"}
	case strings.HasSuffix(lemma, "ee"), strings.HasSuffix(lemma, "oe"):
		if suffix == "ed" {
			return []string{lemma + "d"}
		}
		return []string{lemma + suffix}
	case strings.HasSuffix(lemma, "e"):
		return []string{lemma[:n-1] + suffix}
	case strings.HasSuffix(lemma, "y") && suffix == "ed" && !vowelAt(lemma, n-2):
		return []string{lemma[:n-1] + "ied"}
	case strings.HasSuffix(lemma, "c"):
		return []string{lemma + "k" + suffix}
	case n >= 3 && !vowelAt(lemma, n-1) && vowelAt(lemma, n-2) && (!vowelAt(lemma, n-3) || strings.HasPrefix(lemma[n-3:], "u") && n > 3 && lemma[n-4] == 'q') &&
		!strings.ContainsAny(lemma[n-1:], "wxy"):
		return []string{lemma + suffix, lemma + lemma[n-1:] + suffix}
	}
	return []string{lemma + suffix}
}

func vowelAt(s string, i int) bool {
	return i >= 0 && i < len(s) && strings.IndexByte("aeiou", s[i]) >= 0
}
