package embedded

import (
	"slices"
	"sync"

	api "github.com/blevesearch/bleve_index_api"
)

// document is what Bleve indexes: fields under an ID. Bleve's own would make
// several objects a word.
type document struct {
	id     string
	fields []*field
}

// idField is the name by which Bleve knows a document's ID.
const idField = "_id"

func (d *document) add(f *field) { d.fields = append(d.fields, f) }

// keyword adds a field that is found as a whole.
func (d *document) keyword(name string, values ...string) {
	if len(values) > 0 {
		d.add(newKeyword(name, values...))
	}
}

func (d *document) keep(name string, value []byte) {
	d.add(&field{name: name, options: api.StoreField, value: value})
}

// fill adds the fields of a list that the document lacks, empty: Bleve merges
// segments several times faster when all have the same fields with the same
// options.
func (d *document) fill(names []string, options api.FieldIndexingOptions) {
	for _, name := range names {
		if !slices.ContainsFunc(d.fields, func(f *field) bool { return f.name == name }) {
			d.add(&field{name: name, options: options})
		}
	}
}

// What follows is Bleve's Document.

// ID is the document's name.
func (d *document) ID() string { return d.id }

// AddIDField makes the ID a field.
func (d *document) AddIDField() {
	// Bleve writes a term of a single document short when it is counted.
	d.add(&field{name: idField, options: api.IndexField | api.StoreField, value: []byte(d.id), length: 1, values: []string{d.id}, frequency: 1})
}

// VisitFields calls visit for each field.
func (d *document) VisitFields(visit api.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// Size is about how many bytes the document takes.
func (d *document) Size() int {
	n := len(d.id)
	for _, f := range d.fields {
		n += len(f.value) + len(f.text)
	}
	return n
}

// VisitComposite, HasComposite, NumPlainTextBytes, StoredFieldsBytes and
// Indexed are for what isn't used here.
func (d *document) VisitComposite(api.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                       { return false }
func (d *document) NumPlainTextBytes() uint64                { return 0 }
func (d *document) StoredFieldsBytes() uint64                { return 0 }
func (d *document) Indexed() bool                            { return true }

// field is one field of a document, or of several documents alike.
type field struct {
	name    string
	options api.FieldIndexingOptions
	value   []byte // what is kept
	length  int

	values    []string // terms
	frequency uint64   // of each
	words     []word   // of a text

	text string // what is still to be cut into words
	with *stems
	once sync.Once
}

func newKeyword(name string, values ...string) *field {
	return &field{name: name, options: keyword, length: len(values), values: values}
}

func newText(name, text string, s *stems) *field {
	return &field{name: name, options: phrased, text: text, with: s}
}

// Analyze cuts the text into words, once.
func (f *field) Analyze() {
	if f.with == nil {
		return
	}
	f.once.Do(func() {
		f.words = cut(f.text)
		f.with.learn(f.words)
		f.length = len(f.words)
	})
}

// The rest is Bleve's Field.

// Name is the field's name.
func (f *field) Name() string { return f.name }

// Value is what is kept.
func (f *field) Value() []byte { return f.value }

// Options tell what is done with the field.
func (f *field) Options() api.FieldIndexingOptions { return f.options }

// AnalyzedLength is how many words there are.
func (f *field) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies are the terms or the words, for segments that zap
// makes.
func (f *field) AnalyzedTokenFrequencies() api.TokenFrequencies {
	terms := occurrences(f.words)
	for _, v := range f.values {
		terms[v] = &api.TokenFreq{}
		terms[v].SetFrequency(int(f.frequency))
	}
	return terms
}

// ArrayPositions, EncodedFieldType and NumPlainTextBytes are for what isn't
// used here.
func (f *field) ArrayPositions() []uint64  { return nil }
func (f *field) EncodedFieldType() byte    { return 't' }
func (f *field) NumPlainTextBytes() uint64 { return 0 }
