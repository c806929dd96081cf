package extractor

import "strings"

// look finds what is known of each token as a word.
func (b *nameBook) look(tokens []token) []word {
	out := make([]word, len(tokens))
	for i := range tokens {
		out[i] = b.wordOf(tokens[i].lower)
	}
	return out
}

// has tells whether a word stands under one of the headings what.
func (b *nameBook) has(form string, what lexical) bool { return b.words[form].is&what != 0 }

// wordOf finds a word, an abbreviation with or without its point. What is
// joined by hyphens begins as its first part does and ends as its last.
func (b *nameBook) wordOf(form string) word {
	w, ok := b.words[form]
	if ok {
		return w
	}
	form = strings.TrimSuffix(form, ".")
	if w, ok = b.words[form]; ok {
		return w
	}
	if plain := unaccented(form); plain != form {
		if w, ok = b.words[plain]; ok {
			return w
		}
		form = plain
	}
	for _, domain := range [...]string{".com", ".org", ".net"} {
		if host, ok := strings.CutSuffix(form, domain); ok {
			return b.words[host]
		}
	}
	if one, ok := strings.CutSuffix(form, "s"); ok && len(one) > 4 {
		w.id = b.words[one].id // some Hiltons, two Boeings
	}
	if surnameLike(form) {
		w.is |= surnameWord
	}
	if first, rest, ok := strings.Cut(form, "-"); ok {
		last := rest[strings.LastIndexByte(rest, '-')+1:]
		w.is = b.words[first].is&givenWord | b.words[last].is&(surnameWord|shapeWord|roleWord)
	}
	return w
}

// english tells whether a word is one of the language, a regular form of
// another, or a form of such a form (quarterly, of quarter, of quart).
func (b *nameBook) english(w string) bool { return b.formOf(w, 2) }

func (b *nameBook) formOf(w string, steps int) bool {
	if b.words[w].is&(englishWord|functionWord) != 0 {
		return true
	}
	if steps == 0 {
		return false
	}
	for _, ending := range [...]string{"s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness"} {
		stem, ok := strings.CutSuffix(w, ending)
		if !ok || len(stem) < 3 {
			continue
		}
		if b.formOf(stem, steps-1) || ending == "ing" && b.words[stem+"e"].is&englishWord != 0 {
			return true
		}
	}
	return false
}

// accents pairs letters with the ones they are built on.
const accents = "áaàaâaäaãaåaăaāaąaçcćcčcďdđdéeèeêeëeēeęeěeğgíiìiîiïiīiıiłlñnńnňnóoòoôoöoõoøoōoőořrśsšsşsșsťtţtțtúuùuûuüuūuůuűuýyÿyžzźzżz"

// unaccented gives a word without its accents.
func unaccented(form string) string {
	ascii := true
	for i := 0; i < len(form); i++ {
		ascii = ascii && form[i] < 0x80
	}
	if ascii {
		return form
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if at := strings.IndexRune(accents, r); at >= 0 {
			return rune(accents[at+len(string(r))])
		}
		return r
	}, form)
}

// surnameLike tells by its ending whether an unknown word is likely to be a
// surname.
func surnameLike(w string) bool {
	if len(w) < 6 {
		return false
	}
	for _, ending := range [...]string{"ov", "ova", "ev", "eva", "sky", "ski", "ska", "skaya", "enko", "chuk", "vich", "wicz", "czyk", "sson", "ssen", "sen", "stein",
		"berg", "mann", "baum", "feld", "opoulos", "idis", "akis", "escu", "yan", "oglu", "shvili", "adze", "ian", "inski", "etti", "elli", "ucci", "quez", "guez", "ndez"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}
