# language: de
@R1
Funktionalität: Was in einer SMS versprochen wurde, gilt auch in der App

  Szenario: Eingelöst in der App
    Angenommen Linda ist Kundin
    Und die Firma versprach Linda in den SMS:
      | Angebot         | halber Preis |
      | Preis           | 60,00 $      |
      | regulärer Preis | 130,00 $     |
    Wenn Linda in den SMS von dem Angebot erfährt
    Und sie das Angebot in der App einlöst
    Dann wird das Versprechen überall gehalten
