namespace Fathom.Vo.Tables.VoTable;

/// <summary>How the rows stand in a VOTable.</summary>
public enum VoTableSerialisation
{
    /// <summary>As elements, for people and simple scripts.</summary>
    TableData,

    /// <summary>As bytes in base64; nulls of integers are stated values (VOTable 1.0).</summary>
    Binary,

    /// <summary>As bytes in base64 with a bit for each null (VOTable 1.3).</summary>
    Binary2,
}
