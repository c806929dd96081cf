package embedded

// across asks the other kind of documents: a statement has what is in its
// article, and an article what any of its statements has. The documents of an
// article all stand in one part.
type across struct {
	asked    asked
	articles bool // what is looked for in the end
}

func (s *across) find(j *job, _ set) (found, error) {
	docs := j.memory.set(j.part.size)
	mark := j.memory.taken
	others := j.part.live(!s.articles, j.memory)
	f, err := s.asked.find(j, others)
	if err != nil {
		return found{}, err
	}
	f.docs.and(others)
	for i, w := range f.docs {
		for ; w != 0; w &= w - 1 {
			article := j.part.article[uint32(i*wordBits)+lowest(w)]
			if s.articles {
				docs.add(j.part.own[article])
				continue
			}
			for _, doc := range j.part.of(article) {
				docs.add(doc)
			}
		}
	}
	j.memory.taken = mark
	return found{docs: docs}, nil
}
