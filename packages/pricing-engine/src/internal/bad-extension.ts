import { PricingError } from "../errors.js";

export function badExtension(extension: string, what: string): PricingError {
  return new PricingError("pricing.bad-extension", `extension ${extension}: ${what}`, {
    extension,
  });
}
