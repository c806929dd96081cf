package extractor

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// readNumber reads a word that begins with a digit: 7,000, 19th, 500m, 3.5bn.
func (t *said) readNumber(lower string) {
	end := 0
	for end < len(lower) && (lower[end] >= '0' && lower[end] <= '9' || lower[end] == '.' || lower[end] == ',') {
		end++
	}
	t.stem = lower
	value, err := strconv.ParseFloat(strings.ReplaceAll(lower[:end], ",", ""), 64)
	if err != nil {
		return
	}
	switch lower[end:] {
	case "":
	case "st", "nd", "rd", "th":
		t.ordinal = true
	case "k":
		value *= 1e3
	case "m", "mn", "mln":
		value *= 1e6
	case "b", "bn", "bln":
		value *= 1e9
	case "tn", "trn":
		value *= 1e12
	default:
		return
	}
	t.setNumber(value)
}

func (t *said) setNumber(value float64) {
	t.number, t.isNumber, t.sort, t.name = value, true, 0, false
	t.stem = "#" + strconv.FormatFloat(value, 'g', 6, 64)
	if t.ordinal {
		t.stem += "th"
	}
}

func (t *said) readDate(lower string) {
	switch lower {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		t.date = 'w'
	case "january", "february", "april", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "aug", "sept", "oct", "nov", "dec":
		t.date = 'm'
	case "march", "may":
		if t.name {
			t.date = '?'
		}
	}
	if t.date == 'm' {
		t.stem = lower[:3]
	}
}

// numberWord gives the value of a number that is written out, and whether it
// is one of an order.
func numberWord(stem string) (value float64, ordinal, ok bool) {
	switch stem {
	case "zero":
		return 0, false, true
	case "two":
		return 2, false, true
	case "three":
		return 3, false, true
	case "four":
		return 4, false, true
	case "five":
		return 5, false, true
	case "six":
		return 6, false, true
	case "seven":
		return 7, false, true
	case "eight":
		return 8, false, true
	case "nine":
		return 9, false, true
	case "ten":
		return 10, false, true
	case "eleven":
		return 11, false, true
	case "twelve":
		return 12, false, true
	case "dozen":
		return 12, false, true
	case "thirteen":
		return 13, false, true
	case "fourteen":
		return 14, false, true
	case "fifteen":
		return 15, false, true
	case "sixteen":
		return 16, false, true
	case "seventeen":
		return 17, false, true
	case "eighteen":
		return 18, false, true
	case "nineteen":
		return 19, false, true
	case "twenty":
		return 20, false, true
	case "thirty":
		return 30, false, true
	case "forty":
		return 40, false, true
	case "fifty":
		return 50, false, true
	case "sixty":
		return 60, false, true
	case "seventy":
		return 70, false, true
	case "eighty":
		return 80, false, true
	case "ninety":
		return 90, false, true
	case "half":
		return 0.5, false, true
	case "first":
		return 1, true, true
	case "second":
		return 2, true, true
	case "third":
		return 3, true, true
	case "fourth":
		return 4, true, true
	case "fifth":
		return 5, true, true
	case "sixth":
		return 6, true, true
	case "seventh":
		return 7, true, true
	case "eighth":
		return 8, true, true
	case "ninth":
		return 9, true, true
	case "tenth":
		return 10, true, true
	}
	return 0, false, false
}

// percentOf gives how many percent a word says that follows "a" or a number:
// a quarter, three fifths, 0 where it is no such word.
func percentOf(word *said) float64 {
	if word.ordinal && word.spelled && word.number > 2 {
		return 100 / word.number
	}
	if word.stem == "quarter" {
		return 25
	}
	if word.stem == "half" || word.isNumber && word.number == 0.5 {
		return 50
	}
	return 0
}

// times gives what a number is multiplied by that the word follows, 0 where
// it is no such word.
func times(stem string) float64 {
	switch stem {
	case "hundred":
		return 100
	case "thousand":
		return 1e3
	case "milion":
		return 1e6
	case "bilion":
		return 1e9
	case "trilion":
		return 1e12
	}
	return 0
}

// tens tells whether a number is twenty, thirty and so on, hundreds whether it
// is some hundreds.
func tens(t *said) bool {
	return t.isNumber && t.number >= 20 && t.number < 100 && math.Mod(t.number, 10) == 0
}

func hundreds(t *said) bool { return t.isNumber && t.number > 0 && math.Mod(t.number, 100) == 0 }

// monthFirst writes "9 December" and "the 9th of December" as "December 9".
func monthFirst(words []said) []said {
	for i := 1; i < len(words); i++ {
		if words[i].date != 'm' || words[i].stop != 0 {
			continue
		}
		if i > 1 && words[i-1].stem == "of" && words[i-1].stop == 0 && dayOfMonth(&words[i-2]) {
			words = slices.Delete(words, i-1, i)
			i--
		}
		if day := &words[i-1]; dayOfMonth(day) && (i+1 == len(words) || words[i+1].stop != 0 || !dayOfMonth(&words[i+1])) {
			day.stop, words[i].stop = words[i].stop, day.stop
			day.gap, words[i].gap = words[i].gap, day.gap
			words[i-1], words[i] = words[i], words[i-1]
		}
	}
	return words
}

func dayOfMonth(t *said) bool { return t.isNumber && t.number >= 1 && t.number <= 31 }

// percents writes "a fifth of" and "three quarters of" as 20 and 75 percent.
func percents(words []said) []said {
	for i := 0; i+1 < len(words); i++ {
		if words[i+1].stem != "of" || words[i+1].stop != 0 {
			continue
		}
		share, first := percentOf(&words[i]), i
		if share == 0 {
			continue
		}
		times := 1.0
		if i > 0 && words[i].stop == 0 && (words[i-1].stem == "a" || words[i-1].stem == "one" || words[i-1].spelled && words[i-1].number < 10) {
			first = i - 1
			times = max(1, words[first].number)
		} else if share != 50 {
			continue
		}
		words[first].ordinal = false
		words[first].setNumber(math.Round(share * times))
		percent := said{stem: "percent", root: "percent", quoted: words[i].quoted, bracket: words[i].bracket}
		words = slices.Replace(words, first+1, i+1, percent)
	}
	return words
}
