// What the official Cucumber extension knows of features, given an editor's glue: its own language service, headless.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [folder, glue, ...features] = process.argv.slice(2)
const require = createRequire(`${folder}/`)
const service = require('@cucumber/language-service')
const { WasmParserAdapter } = require('@cucumber/language-service/wasm')

const adapter = new WasmParserAdapter(`${folder}/node_modules/@cucumber/language-service/dist`)
await adapter.init()
const source = { languageName: 'python', uri: glue, content: readFileSync(glue, 'utf-8') }
const built = new service.ExpressionBuilder(adapter).build([source], [])
const expressions = built.expressionLinks.map((link) => link.expression)
const lines = source.content.split('\n')

const told = { errors: built.errors.map(String), definitions: expressions.length, steps: 0, undefined: [], places: {} }
const texts = []
for (const feature of features) {
  const gherkin = readFileSync(feature, 'utf-8')
  texts.push(...service.extractStepTexts(service.parseGherkinDocument(gherkin).gherkinDocument, []))
  for (const found of service.getGherkinDiagnostics(gherkin, expressions)) {
    told.undefined.push(`${feature}:${found.range.start.line + 1}: ${found.message}`)
  }
  gherkin.split('\n').forEach((text, line) => {
    const links = service.getStepDefinitionLocationLinks(gherkin, { line, character: 6 }, built.expressionLinks)
    if (!links.length) return
    told.steps += 1
    const from = links.map((link) => lines[link.targetRange.start.line - 1])
    told.places[text.trim()] = [...new Set(from)]
  })
}
const documents = service.buildSuggestions(built.registry, texts, expressions)
const index = service.jsSearchIndex(documents)
const typing = 'Feature: a\n  Scenario: b\n    When Linda asks'
const items = service.getGherkinCompletionItems(typing, { line: 2, character: 19 }, index)
told.completions = items.map((item) => item.label)
console.log(JSON.stringify(told))
