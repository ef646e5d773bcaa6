// Command entente turns a dossier, a folder of evidence about a group of
// countries, into a joint agenda, and publishes it.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
