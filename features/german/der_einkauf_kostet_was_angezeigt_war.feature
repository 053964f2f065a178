# language: de
@R15
Funktionalität: Der Einkauf kostet, was angezeigt war

  Szenario: Online nachgesehen, im Laden gekauft
    Angenommen laut Preisliste kostet "Kestrel Case" 19,90 $
    Und Linda ist Kundin
    Wenn sie auf der Website nachsieht, was "Kestrel Case" kostet
    Und sie zwei Stück "Kestrel Case" im Laden kauft
    Und sie die Bestellbestätigung liest
    Dann kostet alles, was angezeigt war
    Und die Bestätigung sagt, was berechnet wurde
