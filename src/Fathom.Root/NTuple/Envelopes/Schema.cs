namespace Fathom.Root.NTuple.Envelopes;

/// <summary>
/// Schema description (specification, "Header Envelope"): four lists, in the header and again, as an extension, in the
/// footer. Ids are positions in the lists.
/// </summary>
internal sealed class Schema
{
    private readonly List<FieldRecord> _fields = [];
    private readonly List<ColumnRecord> _columns = [];
    private readonly List<AliasRecord> _aliases = [];
    private readonly List<TypeInfoRecord> _typeInfos = [];
    private int _headerFields;
    private int _headerColumns;
    private int _headerAliases;

    internal IReadOnlyList<FieldRecord> Fields => _fields;

    internal IReadOnlyList<ColumnRecord> Columns => _columns;

    internal IReadOnlyList<AliasRecord> Aliases => _aliases;

    /// <summary>What is said of types beyond their names.</summary>
    internal IReadOnlyList<TypeInfoRecord> TypeInfos => _typeInfos;

    /// <summary>Adds a field and gives its id.</summary>
    internal int Add(FieldRecord field)
    {
        _fields.Add(field);
        return _fields.Count - 1;
    }

    /// <summary>Adds a column and gives its id.</summary>
    internal int Add(ColumnRecord column)
    {
        _columns.Add(column);
        return _columns.Count - 1;
    }

    /// <summary>Adds an alias column.</summary>
    internal void Add(AliasRecord alias) => _aliases.Add(alias);

    /// <summary>All so far, for a header; what is added from now on is the extension.</summary>
    internal void WriteHeader(EnvelopeWriter writer)
    {
        Write(writer, 0, 0, 0);
        (_headerFields, _headerColumns, _headerAliases) = (_fields.Count, _columns.Count, _aliases.Count);
    }

    /// <summary>What was added since the header was written, for a footer.</summary>
    internal void WriteExtension(EnvelopeWriter writer) => Write(writer, _headerFields, _headerColumns, _headerAliases);

    private void Write(EnvelopeWriter writer, int firstField, int firstColumn, int firstAlias)
    {
        int fields = writer.BeginList(_fields.Count - firstField);
        _fields[firstField..].ForEach(field => field.Write(writer));
        writer.EndList(fields);
        int columns = writer.BeginList(_columns.Count - firstColumn);
        _columns[firstColumn..].ForEach(column => column.Write(writer));
        writer.EndList(columns);
        int aliases = writer.BeginList(_aliases.Count - firstAlias);
        _aliases[firstAlias..].ForEach(alias => alias.Write(writer));
        writer.EndList(aliases);
        writer.EndList(writer.BeginList(0));
    }

    /// <summary>Appends what a header or a schema extension describes.</summary>
    internal void Append(ref EnvelopeReader reader)
    {
        EnvelopeReader fields = reader.List(FieldRecord.MinimumSize, out int count);
        for (int i = 0; i < count; i++)
        {
            _fields.Add(FieldRecord.Read(ref fields, _fields.Count));
        }

        EnvelopeReader columns = reader.List(ColumnRecord.MinimumSize, out count);
        for (int i = 0; i < count; i++)
        {
            _columns.Add(ColumnRecord.Read(ref columns, _fields.Count));
        }

        EnvelopeReader aliases = reader.List(AliasRecord.MinimumSize, out count);
        for (int i = 0; i < count; i++)
        {
            _aliases.Add(AliasRecord.Read(ref aliases, _columns.Count, _fields.Count));
        }

        EnvelopeReader infos = reader.List(TypeInfoRecord.MinimumSize, out count);
        for (int i = 0; i < count; i++)
        {
            _typeInfos.Add(TypeInfoRecord.Read(ref infos));
        }
    }
}
