import { offerCopies } from './parts/copy.ts'

offerCopies(document)
