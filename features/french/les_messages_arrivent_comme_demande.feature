# language: fr
@R20
Fonctionnalité: Les messages arrivent comme la cliente les veut

  Scénario: Demandé sur le site, par e-mail en français
    Étant donné que Linda est cliente
    Et que l'entreprise vend "Kestrel Case"
    Quand elle demande sur le site à être prévenue désormais par e-mail en français
    Et qu'elle achète "Kestrel Case" dans l'application
    Et qu'elle cherche dans la boîte de réception un message sur la commande
    Et qu'elle cherche dans les SMS un message sur la commande
    Alors l'entreprise écrit à Linda comme demandé
