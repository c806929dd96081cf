package crawler

import "testing"

func TestWrittenDay(t *testing.T) {
	for _, test := range []struct {
		line       string
		monthFirst bool
		want       string
	}{
		{"Published: March 4, 2024 at 10:30 am", true, "2024-03-04"},
		{"Mar. 4th 2024", true, "2024-03-04"},
		{"Monday 4 March 2024 10.30 GMT", false, "2024-03-04"},
		{"Updated 10:30, 4 Mar 24", false, "2024-03-04"},
		{"4th of March, 2024", false, "2024-03-04"},
		{"Stand: 04.03.2024, 10:30 Uhr", false, "2024-03-04"},
		{"Erstellt am 4. März 2024", false, "2024-03-04"},
		{"04.03.24, 09:12", false, "2024-03-04"},
		{"Publié le 4 mars 2024 à 10h30", false, "2024-03-04"},
		{"1er mars 2024", false, "2024-03-01"},
		{"4 de marzo de 2024", false, "2024-03-04"},
		{"segunda-feira, 4 de março de 2024", false, "2024-03-04"},
		{"lunedì 4 marzo 2024", false, "2024-03-04"},
		{"maandag 4 maart 2024", false, "2024-03-04"},
		{"4 marca 2024, 10:30", false, "2024-03-04"},
		{"4. března 2024", false, "2024-03-04"},
		{"2024. március 4.", false, "2024-03-04"},
		{"4 Mart 2024 Pazartesi", false, "2024-03-04"},
		{"4 марта 2024, 10:30", false, "2024-03-04"},
		{"4 Μαρτίου 2024", false, "2024-03-04"},
		{"4 Maret 2024", false, "2024-03-04"},
		{"4 tháng 3, 2024", false, "2024-03-04"},
		{"4 مارس 2024", false, "2024-03-04"},
		{"4 मार्च 2024", false, "2024-03-04"},
		{"2024年3月4日 10:30", false, "2024-03-04"},
		{"입력 2024.03.04 10:30", false, "2024-03-04"},
		{"2024년 3월 4일", false, "2024-03-04"},
		{"2024-03-04T10:30:00", false, "2024-03-04"},
		{"3/4/2024", true, "2024-03-04"},
		{"3/4/2024", false, "2024-04-03"},
		{"13/4/2024", true, "2024-04-13"},
		{"4/13/2024", false, "2024-04-13"},
		{"10:30, 3 July", false, ""},
		{"30.02.2024", false, ""},
		{"Call 555-12-2024", false, ""},
		{"version 1.2.3", false, ""},
		{"In March 2024 he left", false, ""},
		{"4 people of 2024", false, ""},
	} {
		got := ""
		if day := writtenDay(test.line, test.monthFirst); !day.IsZero() {
			got = day.Format("2006-01-02")
		}
		if got != test.want {
			t.Errorf("%q (month first %t): %q, want %q", test.line, test.monthFirst, got, test.want)
		}
	}
}

func FuzzWrittenDay(f *testing.F) {
	f.Add("Stand: 04.03.2024, 10:30 Uhr", false)
	f.Add("2024年3月4日", true)
	f.Fuzz(func(t *testing.T, line string, monthFirst bool) {
		if day := writtenDay(line, monthFirst); !day.IsZero() && (day.Year() < 1990 || day.Year() > 2100) {
			t.Errorf("%q gave %s", line, day)
		}
	})
}
