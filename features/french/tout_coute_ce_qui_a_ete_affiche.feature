# language: fr
@R15
Fonctionnalité: Tout coûte ce qui a été affiché

  Scénario: Vu sur le site, acheté par téléphone
    Étant donné que l'entreprise vend "Kestrel Charger"
    Et que Linda est cliente
    Quand elle cherche sur le site le prix de "Kestrel Charger"
    Et qu'elle achète deux exemplaires de "Kestrel Charger" au centre d'appels
    Alors tout coûte ce qui a été affiché
