package extractor

import "strings"

// anyVerb stands in frames.txt for every verb that stands beside a quotation.
const anyVerb = "*"

// addLemma adds f to the forms of lemma, and tells whether it gave the lemma a
// complement that no earlier frame gives it.
func addLemma(words map[string]*cueWord, class, lemma string, f frame, takes []complement, irregular map[string][]string) bool {
	f.lemma = lemma
	if lemma == anyVerb {
		w := cueOf(words, anyVerb, anyVerb)
		w.verb = &uses{}
		return w.verb.add(&f, takes)
	}
	added := false
	host, particle, two := strings.Cut(lemma, "_")
	if class == "verbs" && two {
		for form, kind := range inflections(host, irregular) {
			w := cueOf(words, form, host)
			w.form |= kind
			added = w.addPhrasal(particle, lemma, &f, takes) || added
		}
		return added
	}
	switch class {
	case "verbs":
		for form, kind := range inflections(lemma, irregular) {
			w := cueOf(words, form, lemma)
			if w.verb == nil {
				w.lemma = lemma
				w.verb = &uses{}
			}
			w.form |= kind
			added = w.verb.add(&f, takes) || added
		}
	case "nouns":
		for _, form := range []string{lemma, third(lemma)} {
			w := cueOf(words, form, lemma)
			if w.noun == nil {
				w.noun = &uses{}
			}
			added = w.noun.add(&f, takes) || added
		}
	case "adjectives":
		w := cueOf(words, lemma, lemma)
		if w.adjective == nil {
			w.adjective = &uses{}
		}
		added = w.adjective.add(&f, takes)
	}
	return added
}

func (w *cueWord) addPhrasal(particle, lemma string, f *frame, takes []complement) bool {
	for i := range w.phrasal {
		if w.phrasal[i].particle == particle {
			return w.phrasal[i].uses.add(f, takes)
		}
	}
	p := phrasal{particle, lemma, &uses{}}
	w.phrasal = append(w.phrasal, p)
	return p.uses.add(f, takes)
}

func cueOf(words map[string]*cueWord, form, lemma string) *cueWord {
	w := words[form]
	if w == nil {
		w = &cueWord{lemma: lemma}
		words[form] = w
	}
	return w
}

// add gives u a frame for each complement that it has none for, and tells
// whether there was one.
func (u *uses) add(f *frame, takes []complement) bool {
	added := false
	for _, c := range takes {
		if u[c] == nil {
			u[c] = f
			added = true
		}
	}
	return added
}
