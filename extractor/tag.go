package extractor

// tag is a coarse part of speech, enough for clauses and frames. The finer
// Penn form of the same token is token.form.
type tag uint8

const (
	other tag = iota // unknown, foreign, interjection
	noun
	name // proper noun
	verb // finite, or a bare base form after a modal or "do": see form
	participle
	gerund
	infinitive // the base form after "to"
	modal
	auxiliary // be, have or do before the verb that it helps
	adjective
	adverb
	determiner
	pronoun
	possessive // 's, his, their
	preposition
	conjunction    // and, but, because, although
	complementizer // that, whether, if as clause openers
	wh
	to
	number
	punctuation
)

// form is a Penn Treebank tag: it tells the verb forms and plurals apart.
type form uint8

const (
	noForm form = iota
	formCC
	formCD
	formDT
	formEX
	formFW
	formIN
	formJJ
	formJJR
	formJJS
	formLS
	formMD
	formNN
	formNNP
	formNNPS
	formNNS
	formPDT
	formPOS
	formPRP
	formPRPS // PRP$: my, their
	formRB
	formRBR
	formRBS
	formRP
	formSYM
	formTO
	formUH
	formVB  // base
	formVBD // past
	formVBG // present participle
	formVBN // past participle
	formVBP // present, not third person
	formVBZ // present, third person
	formWDT
	formWP
	formWPS // WP$: whose
	formWRB
	formMark
)

// formNames are the Penn tags as the model's data spells them.
var formNames = [...]string{"", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD",
	"NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO",
	"UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "MARK"}

func (f form) String() string { return formNames[f] }

// finite tells whether the form has a tense: it has a subject near by.
func (f form) finite() bool {
	return f == formVBD || f == formVBZ || f == formVBP || f == formMD
}

// verbal tells whether the form is any form of a verb, modals included.
func (f form) verbal() bool { return f == formMD || formVB <= f && f <= formVBZ }

// coarse gives each form its tag where the context has no say.
var coarse = [...]tag{formCC: conjunction, formCD: number, formDT: determiner, formEX: pronoun,
	formFW: other, formIN: preposition, formJJ: adjective, formJJR: adjective, formJJS: adjective,
	formLS: number, formMD: modal, formNN: noun, formNNP: name, formNNPS: name, formNNS: noun,
	formPDT: determiner, formPOS: possessive, formPRP: pronoun, formPRPS: possessive, formRB: adverb,
	formRBR: adverb, formRBS: adverb, formRP: adverb, formSYM: punctuation, formTO: to, formUH: other,
	formVB: verb, formVBD: verb, formVBG: gerund, formVBN: participle, formVBP: verb, formVBZ: verb,
	formWDT: wh, formWP: wh, formWPS: wh, formWRB: wh, formMark: punctuation}
