package extractor

import "strings"

// settleNumbers makes one word of a number in several ("half a billion",
// "8.5 million", "twenty-five") and marks the days of months.
func settleNumbers(words *[]said) {
	in := *words
	out := in[:0]
	for _, t := range in {
		if value, ordinal, ok := numberWord(t.stem); ok && !t.isNumber {
			t.ordinal, t.spelled = ordinal, true
			t.setNumber(value)
		}
		last := len(out) - 1
		if last >= 0 && out[last].stem == "a" && last > 0 && out[last-1].isNumber && times(t.stem) > 0 {
			last--
		}
		factor := times(t.stem)
		switch {
		case factor > 0 && last >= 0 && out[last].isNumber && out[last].number < factor:
			out = out[:last+1]
			out[last].setNumber(out[last].number * factor)
			out[last].spelled = factor == 100
			continue
		case factor > 0 && last >= 0 && (out[last].stem == "a" || out[last].stem == "one"):
			out[last].setNumber(factor)
			out[last].spelled = factor == 100
			continue
		case t.stem == "one" && t.stop == 0 && last >= 0 && tens(&out[last]):
			out[last].setNumber(out[last].number + 1)
			continue
		case t.spelled && last > 0 && out[last].stem == "and" && out[last-1].spelled && t.number < 100 && hundreds(&out[last-1]):
			out = out[:last]
			out[last-1].setNumber(out[last-1].number + t.number)
			continue
		case t.isNumber && last >= 0 && out[last].isNumber && t.stop == 0 && t.number < 10 && t.number >= 1 &&
			tens(&out[last]) && !strings.Contains(t.stem, "."):
			out[last].ordinal = t.ordinal
			out[last].setNumber(out[last].number + t.number)
			continue
		}
		out = append(out, t)
	}
	for i := range out {
		t := &out[i]
		if t.date == '?' {
			t.date = 0
			if i+1 < len(out) && out[i+1].isNumber || i > 0 && out[i-1].isNumber {
				t.date, t.stem, t.root, t.sort = 'm', t.stem[:3], t.stem[:3], 0
			}
		}
	}
	out = percents(monthFirst(out))
	for i := range out {
		if out[i].date != 'm' || out[i].isNumber {
			continue
		}
		day := false
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(out) && out[j].isNumber && out[j].number <= 31 && (out[j].stop == 0 || j < i) {
				out[j].ordinal = false
				out[j].setNumber(out[j].number)
				out[j].date, day = 'm', true
			}
		}
		if !day { // "in January" is no date but a time
			out[i].date, out[i].month = 0, true
		}
	}
	*words = out
}

// settleSorts tells what words count for by those around them.
func settleSorts(words []said, speaker Party) {
	for i := range words {
		t := &words[i]
		if t.isNumber {
			t.bound = boundBefore(words, i)
			t.hedged = t.bound != 0 || hedgeBefore(words, i)
			continue
		}
		if t.going && i+1 < len(words) && words[i+1].stem == "to" && words[i+1].stop == 0 { // it is will
			t.sort, words[i+1].sort = turnedWord|littleWord, turnedWord|littleWord
		}
		t.turned = t.sort&turnedWord != 0
		t.sort &^= turnedWord
		if t.sort&roleName != 0 {
			t.sort &^= roleName
			if i > 0 && (words[i-1].stem == "the" || words[i-1].sort&selfWord != 0) {
				t.sort |= selfWord
			}
		}
		if t.sort&(floorWord|ceilingWord) != 0 {
			// Before a number it bounds it, else it says something.
			if !numberSoon(words, i) && t.sort&littleWord == 0 {
				t.sort &^= floorWord | ceilingWord
			} else {
				t.sort |= hedgeWord
			}
		}
		if t.sort == hedgeWord && (t.stem == "some" || t.stem == "around") && !numberSoon(words, i) {
			t.sort = littleWord
		}
		if t.name && t.sort == 0 && ofSpeaker(t.stem, speaker) {
			t.sort = selfWord
		}
		if t.sort&futureWord != 0 && i+1 < len(words) && words[i+1].stem == "to" {
			t.sort |= hedgeWord
		}
		t.apart = t.sort&apartWord != 0
		t.sort &^= stockWord | futureWord | apartWord
	}
	for i := range words {
		if words[i].stem == "fail" && i+1 < len(words) && words[i+1].stem == "to" {
			words[i].sort |= noWord // "failing to meet" is not meeting
		}
		if words[i].sort&noWord != 0 && noMere(words, i) {
			words[i].sort = littleWord
		}
		if words[i].sort&noWord != 0 {
			negate(words, i)
		}
		if (words[i].stem == "should" || words[i].stem == "ought") && haveSoon(words, i) {
			oblige(words, i)
		}
	}
}

// numberSoon tells whether a number follows within two words.
func numberSoon(words []said, i int) bool {
	for j := i + 1; j < len(words) && j <= i+2; j++ {
		if words[j].isNumber {
			return true
		}
	}
	return false
}

// boundBefore reads "more than" and "less than" before the number at i.
func boundBefore(words []said, i int) int8 {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch {
		case words[j].isNumber:
			return 0
		case words[j].sort&floorWord != 0:
			return 1
		case words[j].sort&ceilingWord != 0:
			return -1
		}
	}
	return 0
}

// noMere tells whether a "no" denies nothing: "nothing more than", "not only".
func noMere(words []said, i int) bool {
	if i+1 >= len(words) {
		return false
	}
	switch words[i+1].stem {
	case "more", "les", "fewer", "only", "just", "but", "merely", "doubt":
		return true
	}
	return false
}

// negate marks the next telling word of the clause as negated.
func negate(words []said, no int) {
	for i := no + 1; i < len(words) && i <= no+6 && words[i].stop != '.'; i++ {
		if words[i].telling() {
			words[i].not = !words[i].not
			return
		}
	}
}

// haveSoon tells whether "should have" or "ought to have" begins at i: what
// follows didn't happen.
func haveSoon(words []said, i int) bool {
	for j := i + 1; j < len(words) && j <= i+3; j++ {
		if words[j].stem == "have" {
			return true
		}
	}
	return false
}

// oblige marks the next telling word of the clause as what ought to have been.
func oblige(words []said, should int) {
	for i := should + 1; i < len(words) && i <= should+6 && words[i].stop != '.'; i++ {
		if words[i].telling() {
			words[i].ought = true
			return
		}
	}
}

// ofSpeaker tells whether a word is part of the speaker's name, or of whom he
// speaks for.
func ofSpeaker(stem string, p Party) bool {
	return inName(stem, p.Name) || inName(stem, p.For)
}

func inName(stemmed, name string) bool {
	for word := range strings.FieldsSeq(name) {
		if len(word) > 2 && stem(strings.ToLower(word)) == stemmed {
			return true
		}
	}
	return false
}

// hedgeBefore reads "about" and the like before the number at i.
func hedgeBefore(words []said, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2 && !words[j].isNumber; j-- {
		if words[j].sort&hedgeWord != 0 || words[j].stem == "about" {
			return true
		}
	}
	return false
}
