import {
  Array,
  Boolean,
  Integer,
  Literal,
  Null,
  Number,
  Object,
  Optional,
  Record,
  String,
  Union,
  Unknown,
  Unsafe,
} from '@sinclair/typebox';

/**
 * The schemas that `src/model/validation` checks, and no others: the `Type` of TypeBox brings all of TypeBox along.
 * https://github.com/sinclairzx81/typebox#types
 */
export const Type = { Array, Boolean, Integer, Literal, Null, Number, Object, Optional, Record, String, Union, Unknown, Unsafe };
