package embedded

// dealt gives each row the documents that have its value, by number. row tells
// of each value of a facet which row is its own, from 1. The lists are good
// until the next call.
func (p *part) dealt(place int, row []uint8, docs set, rows int, m *scratch) [][]uint32 {
	for len(m.rows) < rows+1 {
		m.rows = append(m.rows, nil)
	}
	lists := m.rows[:rows+1] // the first is of those in no row
	for i := range lists {
		lists[i] = lists[i][:0]
	}
	col := &p.facets[place]
	own := make([]uint8, len(p.strips[col.strip].total)) // the row of each number of the strip
	for n := range own {
		code := uint32(n)
		if col.digit != nil {
			code = col.digit[n]
		}
		if code > 0 && code < uint32(len(col.ords)) {
			own[n] = row[col.ords[code]]
		}
	}
	for from := 0; from < len(docs); from += block / wordBits {
		m.docs = docs.collect(m.docs[:0], from, min(from+block/wordBits, len(docs)))
		p.strips[col.strip].deal(m.docs, own, lists)
	}
	for i, doc := range col.docs {
		if !docs.has(doc) {
			continue
		}
		for _, code := range col.codes[col.start[i]:col.start[i+1]] {
			at := row[col.ords[code]]
			if n := len(lists[at]); n == 0 || lists[at][n-1] != doc { // in two spellings
				lists[at] = append(lists[at], doc)
			}
		}
	}
	return lists[1:]
}

// deal appends documents to the lists of their rows.
func (s *strip) deal(docs []uint32, own []uint8, lists [][]uint32) {
	switch {
	case s.byte8 != nil:
		deal(s.byte8, docs, own, lists)
	case s.code16 != nil:
		deal(s.code16, docs, own, lists)
	default:
		deal(s.code32, docs, own, lists)
	}
}

func deal[T uint8 | uint16 | uint32](numbers []T, docs []uint32, own []uint8, lists [][]uint32) {
	for _, d := range docs {
		if at := own[numbers[d]]; at > 0 {
			lists[at] = append(lists[at], d)
		}
	}
}

// dealtSets does what dealt does, of articles too: those have the values of
// their statements.
func (p *part) dealtSets(place int, row []uint8, docs set, articles bool, rows int, m *scratch) []set {
	sets := make([]set, rows)
	for i := range sets {
		sets[i] = m.set(p.size)
	}
	add := func(doc, own uint32) {
		for _, code := range p.all(place, own) {
			if at := row[p.facets[place].ords[code]]; at > 0 {
				sets[at-1].add(doc)
			}
		}
	}
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	for _, doc := range m.docs {
		if !articles {
			add(doc, doc)
			continue
		}
		for _, own := range p.of(p.article[doc]) {
			add(doc, own)
		}
	}
	return sets
}

// countList counts statements one by one where they are few, else by the
// numbers of their strips.
func (k *counter) countList(p *part, docs []uint32, m *scratch) {
	const few = 4 // times fewer than numbers
	col := &p.facets[k.facet]
	s := &p.strips[col.strip]
	alone := len(docs) < len(s.total)/few
	if !alone {
		table := m.counts(len(s.total))
		s.count(docs, table)
		k.fold(col, table)
	}
	if !alone && len(col.docs) == 0 {
		return
	}
	for _, d := range docs {
		if codes := p.all(k.facet, d); alone || len(codes) > 1 {
			for _, code := range codes {
				k.n[col.ords[code]]++
			}
		}
	}
}
