namespace Fathom.Catalog.DataSources;

/// <summary>A public data set that Fathom reads, with where it comes from and under which licence.</summary>
/// <param name="Name">Short name, also the folder in a mirror ("km3-230213a").</param>
/// <param name="Title">What it is, in a sentence.</param>
/// <param name="Repository">GitHub repository, "owner/name".</param>
/// <param name="Commit">Commit of the repository, 40 hexadecimal digits.</param>
/// <param name="Licence">SPDX identifier of the licence.</param>
/// <param name="Citation">How to cite it.</param>
/// <param name="Files">Its files.</param>
public sealed record DataSource(
    string Name, string Title, string Repository, string Commit, string Licence, string Citation, IReadOnlyList<DataSourceFile> Files);

/// <summary>One file of a data source.</summary>
/// <param name="Name">File name in the mirror folder; no path.</param>
/// <param name="RepositoryPath">Its path in the repository.</param>
/// <param name="Url">Where it can be downloaded.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 as 64 lower-case hexadecimal digits.</param>
public sealed record DataSourceFile(string Name, string RepositoryPath, Uri Url, long Size, string Sha256);
