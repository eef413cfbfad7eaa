export { type TillStoreCase, tillStoreContract } from "./testing/till-store-contract.js";
