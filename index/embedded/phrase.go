package embedded

// phrase asks for words that follow each other in a field.
type phrase struct {
	words []int   // the phrase, as places in terms
	terms []*term // its different words
	place place
	value float64 // of its words together; 0 doesn't score
}

// find looks where the words stand only in documents that hold them all.
func (p *phrase) find(j *job, scope set) (found, error) {
	f := found{docs: j.memory.set(j.part.size)}
	both := p.holding(j, scope)
	if both == nil || both.empty() {
		return f, nil
	}
	at, err := p.standing(j, both)
	if err != nil {
		return f, err
	}
	var marks []mark
	byLength := p.place.weights()
	j.memory.docs = both.collect(j.memory.docs[:0], 0, len(both))
	for n, doc := range j.memory.docs {
		if n%4096 == 0 && j.ctx.Err() != nil {
			return f, j.ctx.Err()
		}
		times, err := at.count(doc)
		if err != nil {
			return f, err
		}
		if times == 0 {
			continue
		}
		f.docs.add(doc)
		if p.value > 0 {
			marks = append(marks, mark{doc, saturated(float32(times) * byLength.of(at.length(doc)))})
		}
	}
	if p.value > 0 {
		f.score = func(among set, worth []float32) error {
			for _, m := range marks {
				if among.has(m.doc) {
					worth[m.doc] += float32(p.value) * m.worth
				}
			}
			return nil
		}
	}
	return f, nil
}

// mark is a document with the phrase and what that is worth.
type mark struct {
	doc   uint32
	worth float32
}

// holding gives the documents in scope that hold all words, nil for none.
func (p *phrase) holding(j *job, scope set) set {
	docs := j.memory.set(j.part.size)
	copy(docs, scope)
	for _, t := range p.terms {
		if t.bitmaps[j.at] == nil {
			return nil
		}
		mark := j.memory.taken
		docs.and(j.memory.bitmap(t.bitmaps[j.at], j.part.size))
		j.memory.taken = mark
	}
	return docs
}
