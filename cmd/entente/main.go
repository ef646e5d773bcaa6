// Command entente turns a dossier, a folder of evidence about a group of
// countries, into a joint agenda, and publishes it.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // draws are large and die young: a tenth less memory, for no time that could be measured
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
