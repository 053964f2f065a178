@R1 @matrix
Feature: A promise made in one channel holds in the next
  Wherever the company said it, and wherever the customer takes it.

  Scenario Outline: Promised by <said>, taken to the <place>
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by <said>:
      | offer         | half-price tablet plan |
      | price         | 15.00 USD              |
      | regular price | 30.00 USD              |
      | line          | Maya                   |
    When Linda learns of the offer from the <source>
    And she redeems the offer at the <place>
    Then every touchpoint honours the promise
    And nobody turned Linda away

    Examples: Promised by email
      | said  | source | place       |
      | email | inbox  | website     |
      | email | inbox  | app         |
      | email | inbox  | call centre |
      | email | inbox  | store       |

    Examples: Promised on the website
      | said | source  | place       |
      | web  | website | website     |
      | web  | website | app         |
      | web  | website | call centre |
      | web  | website | store       |

    Examples: Promised in the app
      | said   | source | place       |
      | mobile | app    | website     |
      | mobile | app    | app         |
      | mobile | app    | call centre |
      | mobile | app    | store       |

    Examples: Promised by phone
      | said  | source      | place       |
      | phone | call centre | website     |
      | phone | call centre | app         |
      | phone | call centre | call centre |
      | phone | call centre | store       |

    Examples: Promised in the store
      | said  | source | place       |
      | store | store  | website     |
      | store | store  | app         |
      | store | store  | call centre |
      | store | store  | store       |
