// Package evidence is the evidence desk of a dossier: it reads pages, feeds and
// bibliographies, keeps pages as they were received, tells copies of one text,
// and proposes what the dossier might use. It proposes and never asserts: what a
// person accepts goes into the dossier, nothing else.
//
// Parts of it stand alone: page (a page to its article), bib (bibliographies and
// citations), fetch (safe requests), lex (figures, dates and sentences in text)
// and search.
package evidence
