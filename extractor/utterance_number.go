package extractor

import (
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
