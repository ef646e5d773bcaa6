// Package entente is the root of a compiler for policy agendas: a dossier of
// evidence about a group of countries goes in; a checked, measured and weighed
// joint agenda comes out. The program is in cmd/entente; the words it uses are
// the types of package dossier.
package entente
