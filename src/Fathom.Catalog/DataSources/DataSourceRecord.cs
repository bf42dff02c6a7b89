namespace Fathom.Catalog.DataSources;

/// <summary>A source as the YAML has it, before it is checked.</summary>
internal sealed record DataSourceRecord
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Repository { get; init; }

    public required string Commit { get; init; }

    public required string Licence { get; init; }

    public required string Citation { get; init; }

    public required List<DataSourceFileRecord> Files { get; init; }
}

/// <summary>A file as the YAML has it.</summary>
internal sealed record DataSourceFileRecord
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required long Size { get; init; }

    public required string Sha256 { get; init; }
}
