# language: de
@R16
Funktionalität: Überall sind gleich viele da

  Szenario: Erst auf der Website nachgesehen, dann im Laden
    Angenommen die Firma hat drei Stück "Kestrel Dock" auf Lager
    Und Linda ist Kundin
    Wenn sie auf der Website nachsieht, wie viele "Kestrel Dock" noch da sind
    Und sie im Laden nachsieht, wie viele "Kestrel Dock" noch da sind
    Dann steht überall derselbe Bestand
