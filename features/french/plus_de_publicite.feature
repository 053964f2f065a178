# language: fr
@R7
Fonctionnalité: Qui ne veut plus de publicité le dit une fois, et partout on l'entend

  Scénario: Elle se désabonne d'un clic, et les SMS s'arrêtent aussi
    Étant donné que Linda est cliente
    Et que l'entreprise a promis à Linda par e-mail :
      | offre       | téléphone offert |
      | prix        | gratuit          |
      | prix normal | 130,00 $         |
    Quand Linda ouvre l'e-mail
    Et qu'elle refuse la publicité dans la boîte de réception
    Et que 4 semaines passent
    Et qu'elle cherche dans les SMS de la publicité
    Alors plus aucune publicité n'arrive dès lors
