# language: de
@R11
Funktionalität: Ein Vorgang ist überall bekannt, auch wenn er woanders angelegt wurde

  Szenario: Auf Social Media angelegt, bei der Hotline und im Laden nachgefragt
    Angenommen Linda ist Kundin, mit einem Anschluss für ihre Tochter Maya
    Und die Firma hat Linda per E-Mail versprochen:
      | Angebot         | halber Preis |
      | Preis           | 60,00 $      |
      | regulärer Preis | 130,00 $     |
    Wenn Linda die E-Mail öffnet
    Und sie auf Social Media einen Vorgang anlegen lässt: "Mayas Bildschirm bleibt dunkel."
    Und sie bei der Hotline nach dem Vorgang fragt
    Und sie im Laden nach dem Vorgang fragt
    Dann ist der Vorgang bekannt, wohin Linda auch geht
