import type { DocumentKind, DocumentWrite, StoredDocument } from "@tillwright/cashier";
import type { OwnerId } from "@tillwright/ledger";
import type { Json } from "@tillwright/values";
import type { SqlRow } from "../connection.js";
import type { SqlTransaction } from "../driver.js";
import { jsonText } from "../stored-json.js";

const insertDocument =
  "INSERT INTO till_document (owner, kind, id, version, status, body) VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (owner, kind, id) DO NOTHING";
const updateDocument =
  "UPDATE till_document SET version = version + 1, status = ?, body = ? WHERE owner = ? AND kind = ? AND id = ? AND version = ?";
const selectVersion = "SELECT version FROM till_document WHERE owner = ? AND kind = ? AND id = ?";
const selectDocument =
  "SELECT kind, id, owner, version, status, body FROM till_document WHERE owner = ? AND kind = ? AND id = ?";
const selectDocuments =
  "SELECT kind, id, owner, version, status, body FROM till_document WHERE owner = ? AND kind = ? ORDER BY id";
const selectDocumentsByStatus =
  "SELECT kind, id, owner, version, status, body FROM till_document WHERE owner = ? AND kind = ? AND status = ? ORDER BY id";

/** Writes a document when the version it expects stands there; tells whether it did. */
export function writeDocument(
  transaction: SqlTransaction,
  owner: OwnerId,
  document: DocumentWrite,
): boolean {
  const { kind, id, status, expectedVersion } = document;
  const body = jsonText(document.body);
  const { changes } =
    expectedVersion === null
      ? transaction.prepare(insertDocument).run(owner, kind, id, status, body)
      : transaction.prepare(updateDocument).run(status, body, owner, kind, id, expectedVersion);
  return changes === 1;
}

/** The version that stands there, or `null`. */
export function versionOf(
  transaction: SqlTransaction,
  owner: OwnerId,
  kind: DocumentKind,
  id: string,
): number | null {
  const row = transaction.prepare(selectVersion).get(owner, kind, id);
  return row === undefined ? null : Number(row["version"]);
}

function documentOf(kind: DocumentKind, owner: OwnerId, row: SqlRow): StoredDocument {
  const body: Json = JSON.parse(String(row["body"]));
  return {
    kind,
    id: String(row["id"]),
    owner,
    version: Number(row["version"]),
    status: String(row["status"]),
    body,
  };
}

export function readDocument(
  transaction: SqlTransaction,
  owner: OwnerId,
  kind: DocumentKind,
  id: string,
): StoredDocument | null {
  const row = transaction.prepare(selectDocument).get(owner, kind, id);
  return row === undefined ? null : documentOf(kind, owner, row);
}

export function readDocuments(
  transaction: SqlTransaction,
  owner: OwnerId,
  kind: DocumentKind,
  status: string | undefined,
): readonly StoredDocument[] {
  const rows =
    status === undefined
      ? transaction.prepare(selectDocuments).all(owner, kind)
      : transaction.prepare(selectDocumentsByStatus).all(owner, kind, status);
  return rows.map((row) => documentOf(kind, owner, row));
}
