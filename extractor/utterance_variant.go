package extractor

// Variant is a way in which an utterance is worded otherwise than where it was
// seen first.
type Variant string

// The variants. One wording may be several of them.
const (
	// SameWords differ in case, accents and marks at most.
	SameWords Variant = "same"
	// Truncated ones leave out the beginning or the end, fuller ones have more
	// of it than what was seen first.
	Truncated Variant = "truncated"
	Fuller    Variant = "fuller"
	// Ellipsis is words left out within.
	Ellipsis Variant = "ellipsis"
	// Bracketed ones say in brackets, or in place of a pronoun, who or what is
	// meant.
	Bracketed   Variant = "bracketed"
	ChangedWord Variant = "changed word"
	HedgeAdded  Variant = "hedge added"
	// HedgeDropped ones are surer than what was seen first.
	HedgeDropped Variant = "hedge dropped"
	// Paraphrased ones turn a quotation into reported speech or the other way
	// round, or give the same quotation within other words.
	Paraphrased Variant = "paraphrased"
)

// Variants lists the closed set.
func Variants() []Variant {
	return []Variant{SameWords, Truncated, Fuller, Ellipsis, Bracketed, ChangedWord, HedgeAdded, HedgeDropped, Paraphrased}
}

// VariantsOf tells in which ways a wording of an utterance differs from
// another, first of that utterance, in the order of Variants.
func VariantsOf(first, w *Wording) []Variant {
	if sameStems(first.all, w.all) {
		return []Variant{SameWords}
	}
	m := measure(first, w)
	if len(m.pairs) == 0 {
		return []Variant{Paraphrased}
	}
	has := map[Variant]bool{
		Truncated:   m.head[0] > m.head[1] || m.tail[0] > m.tail[1],
		Fuller:      m.head[1] > m.head[0] || m.tail[1] > m.tail[0] || m.left[1],
		Ellipsis:    m.left[0],
		Bracketed:   m.bracketed,
		ChangedWord: m.edited,
	}
	x, y := m.hedges(first, 0), m.hedges(w, 1)
	has[HedgeAdded], has[HedgeDropped] = !subset(y, x), !subset(x, y)
	var out []Variant
	for _, v := range Variants() {
		if has[v] {
			out = append(out, v)
		}
	}
	if len(out) == 0 || 2*len(m.pairs) < min(len(first.parts), len(w.parts)) {
		out = append(out, Paraphrased)
	}
	return out
}

// hedges are the hedging words of the stretch that both have, and before it
// where nothing is cut.
func (m *measurement) hedges(w *Wording, side int) []string {
	from, to := 0, len(w.all)
	if m.head[side] > 0 {
		from = int(w.parts[m.pairs[0][side]].at)
	}
	if m.tail[side] > 0 {
		to = int(w.parts[m.pairs[len(m.pairs)-1][side]].at)
	}
	var out []string
	for _, t := range w.all[from:to] {
		if t.sort&hedgeWord != 0 {
			out = append(out, t.stem)
		}
	}
	return out
}
