# language: de
@R7 @R8
Funktionalität: Wer keine Werbung will, sagt es einmal, und überall ist Ruhe

  Grundlage:
    Angenommen Linda ist Kundin, mit einem Anschluss für ihre Tochter Maya
    Und die Firma hat Linda per E-Mail versprochen:
      | Angebot         | kostenloses Upgrade |
      | Preis           | kostenlos           |
      | regulärer Preis | 130,00 $            |

  Szenario: Sie schreibt in eigenen Worten
    Wenn Linda per SMS Werbung an den Anschluss von Maya abbestellt: "Bitte keine Werbung mehr an meine Tochter"
    Und 9 Tage vergehen
    Und sie in den SMS am Anschluss von Maya Werbung sucht
    Dann kommt von da an keine Werbung an den Anschluss von Maya
