package lex

import (
	"strings"
	"sync"
)

// Month gives the number of a month by its name or the usual short form of it, in
// English, German, French, Spanish, Italian, Portuguese or Russian, or 0. A point at
// the end and capitals do not count.
func Month(word string) int {
	return monthWords()[strings.ToLower(strings.TrimSuffix(word, "."))]
}

// monthWords are the names of months, as libraries and feeds write them.
var monthWords = sync.OnceValue(func() map[string]int {
	out := map[string]int{}
	for _, language := range []string{
		"january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec",
		"januar jänner|februar feber|märz mrz mär maerz|april|mai|juni|juli|august|september|oktober okt|november|dezember dez",
		"janvier janv|février févr fevrier fév|mars|avril avr|mai|juin|juillet juil|août aout|septembre|octobre|novembre|décembre déc decembre", //nolint:misspell // French without its accent
		"enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|diciembre dic",
		"gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto ago|settembre set|ottobre ott|novembre|dicembre dic",
		"janeiro|fevereiro fev|março marco|abril|maio|junho|julho|agosto|setembro|outubro out|novembro|dezembro",
		"январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая|июнь июня июн|июль июля июл|август августа авг|сентябрь сентября сен сент|октябрь октября окт|ноябрь ноября ноя нояб|декабрь декабря дек",
	} {
		for i, names := range strings.Split(language, "|") {
			for _, name := range strings.Fields(names) {
				out[name] = i + 1
			}
		}
	}
	return out
})
