# language: fr
@R1
Fonctionnalité: Le site et le magasin tiennent la promesse de l'e-mail

  Plan du scénario: Une remise vaut <lieu> encore <délai> plus tard
    Étant donné que Julien est client
    Et que l'entreprise a promis à Julien par e-mail :
      | offre          | remise de fidélité                            |
      | prix           | 65,00 $                                       |
      | prix normal    | 130,00 $                                      |
      | valable        | sur le site, au magasin et au centre d'appels |
      | nombre de fois | une fois                                      |
    Quand Julien ouvre l'e-mail
    Et que <délai> passent
    Et qu'il se renseigne <lieu> sur l'offre
    Et qu'il profite <lieu> de l'offre
    Alors la promesse faite à Julien est tenue partout
    Mais personne n'a éconduit Julien

    Exemples:
      | lieu        | délai      |
      | sur le site | 3 jours    |
      | au magasin  | 2 semaines |
