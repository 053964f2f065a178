# language: fr
@R1 @R21
Fonctionnalité: Ce qui commence en public continue en privé

  Scénario: Demandé sur les réseaux sociaux
    Étant donné que Linda est cliente
    Et que l'entreprise a promis à Linda par e-mail :
      | offre       | téléphone offert |
      | prix        | gratuit          |
      | prix normal | 130,00 $         |
    Quand Linda ouvre l'e-mail
    Et qu'elle se renseigne sur les réseaux sociaux sur l'offre
    Alors la promesse est tenue partout
    Et Linda reçoit une réponse à temps
    Et rien de personnel sur Linda n'est dit en public
