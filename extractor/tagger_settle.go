package extractor

import "strings"

// settle corrects and completes the tags by what stands near: auxiliaries,
// infinitives, complementizers, the apostrophe of a plural possessive.
func settle(tokens []token) {
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.form > formMark:
			t.form = formMark
			if t.lower == "'" || t.lower == "’" {
				settleApostrophe(tokens, i)
			}
		case t.form == formTO || t.lower == "to":
			t.form, t.tag = formTO, to
			if v := verbAfter(tokens, i); v > 0 && tokens[v].form == formVBP {
				tokens[v].form = formVB
			} else if v > 0 && tokens[v].form == formVB {
				tokens[v].tag = infinitive
			}
		case t.form == formMD:
			if v := verbAfter(tokens, i); v > 0 && tokens[v].form == formVBP {
				tokens[v].form = formVB
			}
		case t.form == formVB && t.tag == verb && follows(tokens, i, formTO):
			t.tag = infinitive
		case t.form == formNNS:
			settleHeadline(tokens, i)
		case t.form == formNNP && i > 0 && titleModal(t.lower):
			settleModal(tokens, i)
		case t.form == formJJ && t.shape.is(capital) && i+1 < len(tokens) && tokens[i+1].form.finite():
			t.form, t.tag = formNNP, name
		case t.form == formIN || t.form == formWDT && t.lower == "that":
			settleOpener(tokens, i)
		}
		if t.form >= formVB && t.form <= formVBZ {
			settleAuxiliary(tokens, i)
		}
	}
}

// reach is how many adverbs may stand between an auxiliary and its verb.
const reach = 4

// verbAfter finds the next verb form after i over adverbs and "n't"; 0 if
// something else comes first.
func verbAfter(tokens []token, i int) int {
	for j := i + 1; j < len(tokens) && j <= i+reach; j++ {
		if tokens[j].form >= formVB && tokens[j].form <= formVBZ {
			return j
		}
		if tokens[j].tag != adverb {
			return 0
		}
	}
	return 0
}

// follows tells whether before i, over adverbs, stands a token of form f.
func follows(tokens []token, i int, f form) bool {
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		if tokens[j].form == f {
			return true
		}
		if tokens[j].tag != adverb {
			return false
		}
	}
	return false
}

// settleAuxiliary tells auxiliaries from main verbs by the verb after them,
// and past participles from past tenses by the auxiliary before them.
func settleAuxiliary(tokens []token, i int) {
	helps := helper(tokens[i].lower)
	if helps == noForm {
		return
	}
	v := verbAfter(tokens, i)
	if v == 0 {
		return
	}
	after := &tokens[v]
	switch helps {
	case formVBD: // have
		if after.form == formVBD {
			after.form, after.tag = formVBN, participle
		}
		if after.form != formVBN {
			return
		}
	case formVBN: // be
		if after.form == formVBD {
			after.form, after.tag = formVBN, participle
		}
		if after.form != formVBN && after.form != formVBG {
			return
		}
	case formVB: // do
		if after.form == formVBP {
			after.form = formVB
		}
		if after.form != formVB {
			return
		}
	}
	tokens[i].tag = auxiliary
}

// helper tells of which verb lower is a form: VBD for have, VBN for be, VB
// for do.
func helper(lower string) form {
	switch lower {
	case "have", "has", "had", "having", "'ve":
		return formVBD
	case "be", "am", "is", "are", "was", "were", "been", "being", "'m", "'re", "'s", "get", "gets", "got":
		return formVBN
	case "do", "does", "did":
		return formVB
	}
	return noForm
}

// settleHeadline makes a plural between a name and what can be its object a
// verb: Bastian blames CrowdStrike.
func settleHeadline(tokens []token, i int) {
	if i == 0 || i+1 >= len(tokens) || tokens[i-1].tag != name && tokens[i-1].tag != pronoun && tokens[i-1].form != formNN {
		return
	}
	base, known := verbForms()[tokens[i].lower]
	if !known || base == tokens[i].lower {
		return
	}
	if tokens[i-1].form == formNN && (tokens[i+1].tag != to || !intends(base)) {
		return
	}
	switch after := tokens[i+1]; {
	case after.tag == name && !datesWord(after.lower),
		after.tag == determiner, after.tag == pronoun, after.form == formPRPS,
		after.tag == to, after.lower == "that":
		tokens[i].form, tokens[i].tag = formVBZ, verb
	}
}

// intends tells the verbs whose third person, before "to", is seldom a noun.
func intends(base string) bool {
	switch base {
	case "plan", "aim", "hope", "want", "need", "promise", "vow", "offer", "refuse", "pledge", "intend":
		return true
	}
	return false
}

// titleModal tells the modals that a headline's capitals make names of.
func titleModal(lower string) bool {
	switch lower {
	case "will", "would", "could", "should", "must", "might":
		return true
	}
	return false
}

// settleModal makes a capitalised modal between a name and a verb's base form
// what it is: Museum Will Open.
func settleModal(tokens []token, i int) {
	before := tokens[i-1]
	if before.tag != noun && before.tag != name && before.tag != pronoun && !before.shape.is(mark) || i+1 >= len(tokens) {
		return
	}
	next := &tokens[i+1]
	if verbForms()[next.lower] != next.lower || next.sentence != tokens[i].sentence {
		return
	}
	tokens[i].form, tokens[i].tag = formMD, modal
	next.form, next.tag = formVB, verb
}

// datesWord tells the days and months, which follow nouns as adverbs.
func datesWord(lower string) bool {
	switch strings.TrimSuffix(lower, ".") {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "april", "may", "june", "july", "august", "september",
		"october", "november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// settleOpener tells the words that open a clause from prepositions.
func settleOpener(tokens []token, i int) {
	t := &tokens[i]
	switch t.lower {
	case "that":
		if t.form == formIN {
			t.tag = complementizer
		}
	case "whether":
		t.tag = complementizer
	case "if":
		t.tag = conjunction
		if i > 0 && (tokens[i-1].form.verbal() || tokens[i-1].tag == infinitive) {
			t.tag = complementizer
		}
	case "because", "although", "though", "while", "unless", "whereas", "lest", "albeit":
		t.tag = conjunction
	}
}

// settleApostrophe makes the mark after a plural a possessive: the workers’.
func settleApostrophe(tokens []token, i int) {
	if i == 0 || tokens[i-1].end != tokens[i].start {
		return
	}
	before := tokens[i-1]
	if (before.tag == noun || before.tag == name) && strings.HasSuffix(before.lower, "s") &&
		i+1 < len(tokens) && tokens[i+1].start > tokens[i].end && !tokens[i+1].shape.is(mark) {
		tokens[i].form, tokens[i].tag = formPOS, possessive
	}
}
